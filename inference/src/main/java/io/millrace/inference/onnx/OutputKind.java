package io.millrace.inference.onnx;

import java.util.List;
import java.util.Set;

/**
 * What is looked for among a model's outputs.
 *
 * @param names best first
 * @param ranks how many axes it may have
 * @param wanted names, shapes and how to get them, for a sentence to the user
 */
record OutputKind(List<String> names, Set<Integer> ranks, String wanted) {
  /** A vector a text, or one a token to be pooled. */
  static final OutputKind EMBEDDING =
      new OutputKind(
          List.of("sentence_embedding", "last_hidden_state", "token_embeddings"),
          Set.of(2, 3),
          "sentence_embedding [texts, dimensions] or last_hidden_state [texts, tokens, dimensions];"
              + " export it for the task feature-extraction");

  /** A number for each label of a pair. */
  static final OutputKind PAIR_LOGITS =
      new OutputKind(
          List.of("logits"),
          Set.of(2),
          "logits [texts, labels]; export it for the task text-classification");

  /** A number for each label of each token. */
  static final OutputKind TOKEN_LOGITS =
      new OutputKind(
          List.of("logits"),
          Set.of(3),
          "logits [texts, tokens, labels]; export it for the task token-classification");

  OutputKind {
    names = List.copyOf(names);
    ranks = Set.copyOf(ranks);
  }

  boolean hasRank(int rank) {
    return ranks.contains(rank);
  }
}
