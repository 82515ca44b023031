package io.millrace.inference.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What sentence-transformers' files say of how token vectors become one. */
final class PoolingConfiguration {
  private static final String FILE = "1_Pooling/config.json";

  /** The mean divided by another count has the same direction. */
  private static final Map<String, Pooling> MODES =
      Map.of(
          "pooling_mode_mean_tokens", Pooling.MEAN,
          "pooling_mode_mean_sqrt_len_tokens", Pooling.MEAN,
          "pooling_mode_max_tokens", Pooling.MAX,
          "pooling_mode_cls_token", Pooling.CLS,
          "pooling_mode_lasttoken", Pooling.LAST);

  private PoolingConfiguration() {}

  /**
   * The pooling of a model that gives a vector a token; the mean if no file says.
   *
   * @throws InferenceException for poolings and further layers that Millrace does not do
   */
  static Pooling of(ExportedFiles files) {
    refuseFurtherLayers(files);
    JsonNode config = files.json(FILE);
    List<String> modes = new ArrayList<>();
    config
        .properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                modes.add(field.getKey());
              }
            });
    if (modes.isEmpty()) {
      return Pooling.MEAN;
    }
    Pooling pooling = MODES.get(modes.get(0));
    if (modes.size() > 1 || pooling == null) {
      throw new InferenceException(
          "%s of %s asks for %s, which Millrace does not do; export the model with the output sentence_embedding, which is pooled already."
              .formatted(FILE, files, String.join(" and ", modes)));
    }
    return pooling;
  }

  /**
   * Compares the folder's dimensions with the model's.
   *
   * @throws InferenceException if they differ
   */
  static void requireDimensions(ExportedFiles files, int dimensions) {
    int stated = files.json(FILE).path("word_embedding_dimension").asInt(dimensions);
    if (stated != dimensions) {
      throw new InferenceException(
          "%s of %s states %d dimensions, but model.onnx gives %d dimensions; take both files from one export."
              .formatted(FILE, files, stated, dimensions));
    }
  }

  private static void refuseFurtherLayers(ExportedFiles files) {
    for (JsonNode module : files.json("modules.json")) {
      String type = module.path("type").asText();
      if (type.endsWith(".Dense")) {
        throw new InferenceException(
            "%s has a dense layer after the pooling (modules.json); export the model with the output sentence_embedding, which has passed it."
                .formatted(files));
      }
    }
  }
}
