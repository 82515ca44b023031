package io.millrace.inference;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where an answer came from.
 *
 * @param model name as published
 * @param revision of its weights or rules; "" where the provider does not tell
 * @param dimensions of its vectors; 0 where it makes none
 * @param tokens that it read, its special tokens included; 0 where it does not count any
 * @param truncated whether the input went on after them
 * @param marks what is to be known of the answer besides, short and fixed, such as {@code
 *     fallback}, {@code low_confidence} or {@code uniform}; in order, usually empty
 */
public record Provenance(
    String model,
    String revision,
    int dimensions,
    int tokens,
    boolean truncated,
    List<String> marks) {
  /** The answer was given by another model or provider than the task's first. */
  public static final String FALLBACK = "fallback";

  public Provenance {
    marks = List.copyOf(marks);
  }

  /** The provenance of a model's own answer, without marks. */
  public static Provenance of(ModelDescription model, int tokens, boolean truncated) {
    return new Provenance(
        model.name(), model.revision(), model.dimensions(), tokens, truncated, List.of());
  }

  /** The same with further marks; those that are there already are not repeated. */
  public Provenance marked(List<String> further) {
    List<String> all = Stream.concat(marks.stream(), further.stream()).distinct().toList();
    return new Provenance(model, revision, dimensions, tokens, truncated, all);
  }
}
