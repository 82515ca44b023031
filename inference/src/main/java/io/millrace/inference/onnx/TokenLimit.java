package io.millrace.inference.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.IntStream;

/** How many tokens an exported model reads, special tokens included. */
final class TokenLimit {
  /** Where no file says anything, that of BERT. */
  private static final int DEFAULT = 512;

  /** Below this no text has room beside the special tokens. */
  private static final int LEAST = 4;

  /** Their positions begin after the padding id, so two of them are never used. */
  private static final Set<String> SHIFTED =
      Set.of("roberta", "xlm-roberta", "camembert", "mpnet", "longformer");

  private TokenLimit() {}

  /**
   * The least of sentence-transformers' limit, the tokenizer's and the model's positions; the model
   * was trained or can only run up to it.
   */
  static int of(ExportedFiles files) {
    JsonNode config = files.json("config.json");
    int positions = whole(config.path("max_position_embeddings"));
    boolean isShifted = SHIFTED.contains(config.path("model_type").asText());
    return IntStream.of(
            whole(files.json("sentence_bert_config.json").path("max_seq_length")),
            whole(files.json("tokenizer_config.json").path("model_max_length")),
            isShifted && positions > 2 ? positions - 2 : positions)
        .filter(limit -> limit >= LEAST)
        .min()
        .orElse(DEFAULT);
  }

  /** 0 for what is no limit: absent, or transformers' "very large integer" of 1e30. */
  private static int whole(JsonNode limit) {
    return limit.canConvertToInt() ? limit.intValue() : 0;
  }
}
