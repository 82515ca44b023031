package io.millrace.topology.task;

import io.millrace.inference.TextNormalizer;
import java.util.ArrayList;
import java.util.List;

/** Forms of a task's input. */
final class TaskTexts {
  private static final char SEPARATOR = '\u001f';

  private TaskTexts() {}

  /** The texts with the columns that they stand in. */
  static List<InputText> of(TaskDefinition task, TaskInput input) {
    List<InputText> texts = new ArrayList<>();
    for (int index = 0; index < task.from().size(); index++) {
      texts.add(new InputText(task.from().get(index), input.texts().get(index)));
    }
    return texts;
  }

  /** Equal for inputs that a model cannot tell apart, since it sees normalised texts only. */
  static String normalised(TaskInput input) {
    StringBuilder joined = new StringBuilder();
    input.texts().forEach(text -> append(joined, TextNormalizer.normalize(text).orElse("")));
    return joined.toString();
  }

  /** Equal for equal inputs only, for answers that quote places in them. */
  static String raw(TaskInput input) {
    StringBuilder joined = new StringBuilder();
    input.texts().forEach(text -> append(joined, text == null ? "" : text));
    return joined.toString();
  }

  /** With the length before it, no text can look like two. */
  private static void append(StringBuilder joined, String text) {
    joined.append(text.length()).append(SEPARATOR).append(text);
  }
}
