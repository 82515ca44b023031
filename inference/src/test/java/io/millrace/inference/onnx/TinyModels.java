package io.millrace.inference.onnx;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** Models whose answers follow from their few numbers. */
final class TinyModels {
  private static final List<String> IDS = List.of("vectors", "input_ids");

  private TinyModels() {}

  /** Each token's vector is its row, whatever stands around it. */
  static byte[] tokenVectors(float[][] rows) {
    return new TinyGraph()
        .inputs("input_ids", "attention_mask", "token_type_ids")
        .constant("vectors", rows)
        .node("Gather", IDS, "last_hidden_state")
        .output("last_hidden_state", "texts", "tokens", rows[0].length)
        .bytes();
  }

  /** A text's vector is the sum of its own tokens' rows, by the mask that the model is given. */
  static byte[] textVectors(float[][] rows) {
    return maskedSum(new TinyGraph().inputs("input_ids", "attention_mask"), rows)
        .output("sentence_embedding", "texts", rows[0].length)
        .bytes();
  }

  private static TinyGraph maskedSum(TinyGraph graph, float[][] rows) {
    return graph
        .constant("vectors", rows)
        .node("Gather", IDS, "states")
        .floats("attention_mask", "mask")
        .node("Unsqueeze", List.of("mask"), "column", TinyGraph.axes(2))
        .node("Mul", List.of("states", "column"), "own")
        .node(
            "ReduceSum",
            List.of("own"),
            "sentence_embedding",
            TinyGraph.axes(1),
            TinyGraph.whole("keepdims", 0));
  }

  /** Each token's vector leans to the mean of all that run with it, padding too. */
  static byte[] batchDependent(float[][] rows) {
    return new TinyGraph()
        .inputs("input_ids", "attention_mask")
        .constant("vectors", rows)
        .node("Gather", IDS, "states")
        .node("ReduceMean", List.of("states"), "mean", TinyGraph.axes(0, 1))
        .node("Add", List.of("states", "mean"), "last_hidden_state")
        .output("last_hidden_state", "texts", "tokens", rows[0].length)
        .bytes();
  }

  /**
   * Natural-language inference: a hypothesis follows from a text that shares a word with it. The
   * numbers are contradiction, neutral, entailment.
   *
   * @param weights of the words when both have them, by id; 0 for words that say nothing
   */
  static byte[] inference(float[] weights) {
    float[][] words = new float[weights.length][weights.length];
    for (int word = 0; word < weights.length; word++) {
      words[word][word] = weights[word];
    }
    return new TinyGraph()
        .inputs("input_ids", "attention_mask", "token_type_ids")
        .constant("vectors", words)
        .node("Gather", IDS, "states")
        .floats("attention_mask", "mask")
        .floats("token_type_ids", "second")
        .node("Sub", List.of("mask", "second"), "first")
        .node("Unsqueeze", List.of("first"), "of_text", TinyGraph.axes(2))
        .node("Unsqueeze", List.of("second"), "of_hypothesis", TinyGraph.axes(2))
        .node("Mul", List.of("states", "of_text"), "text_states")
        .node("Mul", List.of("states", "of_hypothesis"), "hypothesis_states")
        .node(
            "ReduceMax",
            List.of("text_states"),
            "text",
            TinyGraph.axes(1),
            TinyGraph.whole("keepdims", 0))
        .node(
            "ReduceMax",
            List.of("hypothesis_states"),
            "hypothesis",
            TinyGraph.axes(1),
            TinyGraph.whole("keepdims", 0))
        .node("Mul", List.of("text", "hypothesis"), "both")
        .node("ReduceSum", List.of("both"), "shared", TinyGraph.axes(1))
        .constant("scale", new float[][] {{-1, 0, 1}})
        .constant("offset", new float[][] {{2, 0, -2}})
        .node("MatMul", List.of("shared", "scale"), "scaled")
        .node("Add", List.of("scaled", "offset"), "logits")
        .output("logits", "texts", 3)
        .bytes();
  }

  /**
   * Each token has the label of its piece.
   *
   * @param labelOf a piece's id
   */
  static byte[] tokenLabels(int pieces, int labels, IntUnaryOperator labelOf) {
    float[][] logits = new float[pieces][labels];
    for (int piece = 0; piece < pieces; piece++) {
      logits[piece][labelOf.applyAsInt(piece)] = 5;
    }
    return new TinyGraph()
        .inputs("input_ids", "attention_mask", "token_type_ids")
        .constant("vectors", logits)
        .node("Gather", IDS, "logits")
        .output("logits", "texts", "tokens", labels)
        .bytes();
  }
}
