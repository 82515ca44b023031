package io.millrace.inference.onnx;

import io.millrace.inference.ClassificationModel;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EntityModel;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.TextNormalizer;
import java.util.Locale;

/** Opens exported models from their folders. */
final class ExportedModels {
  private final String name;
  private final ProviderSettings settings;
  private final ExportedFiles files;
  private final int maximumTokens;

  /**
   * @throws InferenceException if there is no such folder
   */
  ExportedModels(String name, ProviderSettings settings) {
    this.name = name;
    this.settings = settings;
    this.files = ExportedFiles.of(name, settings);
    this.maximumTokens = TokenLimit.of(files);
  }

  /** Opens a model that gives one vector a text. */
  EmbeddingModel embedding() {
    String prompt = Prompt.of(files);
    try (EncoderParts parts = new EncoderParts(files.toString(), settings)) {
      OnnxSession session = parts.load(Weights.of(files.weights()), OutputKind.EMBEDDING);
      parts.tokenize(() -> TextTokenizer.prefixing(files.tokenizer(), maximumTokens, prompt));
      Pooling pooling =
          session.signature().rank() == 2 ? Pooling.DONE : PoolingConfiguration.of(files);
      BatchCheck check = check(parts, pooling.reader());
      if (pooling != Pooling.DONE) {
        PoolingConfiguration.requireDimensions(files, check.width());
      }
      String way = prompt.isEmpty() ? "" : "prefix \"" + prompt + "\"/";
      way = way + pooling.name().toLowerCase(Locale.ROOT) + "/l2";
      return new OnnxEmbeddingModel(
          description(check.width(), way), parts.encoder(name, check), pooling);
    }
  }

  /** Opens a cross-encoder for natural-language inference. */
  ClassificationModel classification() {
    Hypothesis hypothesis = Hypothesis.of(settings);
    try (EncoderParts parts = new EncoderParts(files.toString(), settings)) {
      parts.load(Weights.of(files.weights()), OutputKind.PAIR_LOGITS);
      parts.tokenize(() -> TextTokenizer.of(files.tokenizer(), maximumTokens));
      BatchCheck check = check(parts, Pooling.DONE.reader());
      EntailmentLabels entailment =
          EntailmentLabels.of(ModelLabels.of(files, check.width()), files);
      return new OnnxClassificationModel(
          description(0, "nli \"" + hypothesis.template() + '"'),
          parts.encoder(name, check),
          entailment,
          hypothesis);
    }
  }

  /** Opens a token classifier that finds names. */
  EntityModel entities() {
    int overlap = maximumTokens / 4;
    try (EncoderParts parts = new EncoderParts(files.toString(), settings)) {
      parts.load(Weights.of(files.weights()), OutputKind.TOKEN_LOGITS);
      parts.tokenize(() -> TextTokenizer.overlapping(files.tokenizer(), maximumTokens, overlap));
      BatchCheck check = check(parts, Pooling.MEAN.reader());
      EntityTags tags = EntityTags.of(ModelLabels.of(files, check.width()), files);
      return new OnnxEntityModel(
          description(0, "windows-" + OnnxEntityModel.MAXIMUM_WINDOWS + "-overlap-" + overlap),
          parts.encoder(name, check),
          tags);
    }
  }

  private BatchCheck check(EncoderParts parts, RowReader<float[]> reader) {
    BatchCheck check = parts.check(reader);
    parts.requireToken(files.greatestToken());
    return check;
  }

  /** All files that change the answers have a part in it. */
  private ModelDescription description(int dimensions, String way) {
    return new ModelDescription(
        name,
        files.revision(),
        dimensions,
        maximumTokens,
        "%s/tokenizer-%s/truncate-%d/%s"
            .formatted(
                TextNormalizer.VERSION, WeightsDigest.of(files.tokenizer()), maximumTokens, way));
  }
}
