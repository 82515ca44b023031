package io.millrace.inference.onnx;

import com.fasterxml.jackson.databind.JsonNode;

/** The text that sentence-transformers puts before each text by default. */
final class Prompt {
  private Prompt() {}

  /** Empty if no prompt is the default. */
  static String of(ExportedFiles files) {
    JsonNode config = files.json("config_sentence_transformers.json");
    String name = config.path("default_prompt_name").asText("");
    return name.isEmpty() ? "" : config.path("prompts").path(name).asText("");
  }
}
