package io.millrace.inference.onnx;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.TextNormalizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The models whose weights come as resources of langchain4j's jars, with what is known of each.
 *
 * <p>A name that ends in {@code -q} is that of the same model with weights of 8 bits.
 */
enum OnnxModelFiles {
  /** sentence-transformers reads 256 word pieces, though its tokenizer would allow 512. */
  ALL_MINILM_L6_V2(
      "sentence-transformers/all-MiniLM-L6-v2",
      "759c3cd2b7fe",
      "all-minilm-l6-v2",
      256,
      Pooling.MEAN,
      ""),
  ALL_MINILM_L6_V2_Q(
      "sentence-transformers/all-MiniLM-L6-v2-q",
      "afdb6f1a0e45",
      "all-minilm-l6-v2-q",
      256,
      Pooling.MEAN,
      ""),
  /** Pooled by its first token, as its model card says. */
  BGE_SMALL_EN_V15(
      "BAAI/bge-small-en-v1.5", "828e1496d7fa", "bge-small-en-v1.5", 512, Pooling.CLS, ""),
  BGE_SMALL_EN_V15_Q(
      "BAAI/bge-small-en-v1.5-q", "6c9c6101a956", "bge-small-en-v1.5-q", 512, Pooling.CLS, ""),
  /**
   * Wants a prefix before each text. Its model card gives "query: " to both sides where neither is
   * the question, and so are a seeker and an offerer.
   */
  E5_SMALL_V2_Q(
      "intfloat/e5-small-v2-q", "7d9092cb25f2", "e5-small-v2-q", 512, Pooling.MEAN, "query: ");

  private static final int DIMENSIONS = 384;

  private final String modelName;
  private final String weightsDigest;
  private final String resource;
  private final int maximumTokens;
  private final Pooling pooling;
  private final String prefix;

  /**
   * @param weightsDigest first 12 hex digits of the SHA-256 of the .onnx file; it is the revision
   * @param resource begins the names of the .onnx file and of the tokenizer
   */
  OnnxModelFiles(
      String modelName,
      String weightsDigest,
      String resource,
      int maximumTokens,
      Pooling pooling,
      String prefix) {
    this.modelName = modelName;
    this.weightsDigest = weightsDigest;
    this.resource = resource;
    this.maximumTokens = maximumTokens;
    this.pooling = pooling;
    this.prefix = prefix;
  }

  static Optional<OnnxModelFiles> of(String modelName) {
    return Arrays.stream(values()).filter(files -> files.modelName.equals(modelName)).findFirst();
  }

  ModelDescription description() {
    return new ModelDescription(
        modelName, weightsDigest, DIMENSIONS, maximumTokens, preprocessing());
  }

  private String preprocessing() {
    return TextNormalizer.VERSION
        + (prefix.isEmpty() ? "" : "/prefix \"" + prefix + "\"")
        + "/truncate-%d/%s/l2".formatted(maximumTokens, pooling.name().toLowerCase(Locale.ROOT));
  }

  Pooling pooling() {
    return pooling;
  }

  /** The whole .onnx file; its loading fails if it is not the one that the revision names. */
  Weights weights(ModelsFolder folder) {
    byte[] weights = read(resource + ".onnx", folder);
    return Weights.checked(Weights.of(weights), () -> refuseOther(weights));
  }

  private void refuseOther(byte[] weights) {
    String digest = WeightsDigest.of(weights);
    if (!digest.equals(weightsDigest)) {
      throw new InferenceException(
          ("The weights of %s (revision %s) are not those that this release was tested with (%s);"
                  + " use the tested version of %s.")
              .formatted(modelName, digest, weightsDigest, artifact()));
    }
  }

  /** Its tokenizer alone, as the model's own prefix and limit want it. */
  TextTokenizer tokenizer(ModelsFolder folder) {
    return TextTokenizer.prefixing(
        read(resource + "-tokenizer.json", folder), maximumTokens, prefix);
  }

  /** Whether the tokenizer is on the class path or in a jar of the folder. */
  boolean hasTokenizer(ModelsFolder folder) {
    return find(resource + "-tokenizer.json", folder).isPresent();
  }

  private String artifact() {
    return "langchain4j-embeddings-" + resource.replace("v1.5", "v15");
  }

  private byte[] read(String name, ModelsFolder folder) {
    return find(name, folder)
        .orElseThrow(
            () ->
                new InferenceException(
                    ("%s is not there; put the jar dev.langchain4j:%s into %s (set %s) or on the"
                            + " class path to use %s in this process.")
                        .formatted(name, artifact(), folder, ModelsFolder.KEY, modelName)));
  }

  private Optional<byte[]> find(String name, ModelsFolder folder) {
    try {
      return folder.read(name, artifact());
    } catch (IOException e) {
      throw new InferenceException(
          "%s cannot be read from the jar of %s; copy it anew.".formatted(name, artifact()), e);
    }
  }
}
