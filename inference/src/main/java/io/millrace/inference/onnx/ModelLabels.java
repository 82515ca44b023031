package io.millrace.inference.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.InferenceException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of a model's outputs, as {@code id2label} of its config.json names them.
 *
 * @param names by position, from 0 without gaps
 */
record ModelLabels(Map<Integer, String> names) {
  ModelLabels {
    names = Map.copyOf(names);
  }

  /**
   * Reads the labels.
   *
   * @param width numbers that the model gives for each text or token; 0 if it does not say
   * @throws InferenceException if there are none, or another number of them
   */
  static ModelLabels of(ExportedFiles files, int width) {
    JsonNode labels = files.json("config.json").path("id2label");
    if (labels.isEmpty()) {
      throw new InferenceException(
          "%s has no config.json with id2label; add it, so that the model's outputs have names."
              .formatted(files));
    }
    Map<Integer, String> names = new TreeMap<>();
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      names.put(position(label.getKey(), files), label.getValue().asText());
    }
    int last = names.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    if (last != names.size() - 1 || (width > 0 && width != names.size())) {
      throw new InferenceException(
          "id2label in config.json of %s names %d labels up to number %d, but the model gives %s; take both files from one export."
              .formatted(files, names.size(), last, width > 0 ? width : "one for each from 0"));
    }
    return new ModelLabels(names);
  }

  private static int position(String key, ExportedFiles files) {
    try {
      return Integer.parseInt(key);
    } catch (NumberFormatException e) {
      throw new InferenceException(
          "id2label in config.json of %s has the key \"%s\"; its keys must be whole numbers."
              .formatted(files, key),
          e);
    }
  }

  int size() {
    return names.size();
  }

  String name(int position) {
    return names.getOrDefault(position, "");
  }

  /** For sentences to the user. */
  @Override
  public String toString() {
    return new TreeMap<>(names).values().stream().collect(Collectors.joining(", "));
  }
}
