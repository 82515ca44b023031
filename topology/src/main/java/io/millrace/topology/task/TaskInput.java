package io.millrace.topology.task;

import io.millrace.inference.Priority;
import io.millrace.inference.TextNormalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a task is given of one row.
 *
 * @param texts the raw texts of the columns that the task reads, in its order; null is SQL's NULL
 * @param priority whether somebody waits for the answer
 */
public record TaskInput(List<@Nullable String> texts, Priority priority) {
  public TaskInput {
    texts = Collections.unmodifiableList(new ArrayList<>(texts)); // List.copyOf refuses null
  }

  /** All texts as one: joined by line breaks and normalised; empty: nothing visible is in them. */
  public Optional<String> joined() {
    return TextNormalizer.normalize(
        texts.stream().filter(Objects::nonNull).collect(Collectors.joining("\n")));
  }

  /** Without the texts, which are private. */
  @Override
  public String toString() {
    return "TaskInput[texts=" + texts.size() + ", priority=" + priority + ']';
  }
}
