package io.millrace.plan;

import java.util.List;
import java.util.stream.Collectors;

/** A plan that cannot be used, with every problem that it has. */
public final class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param file the plan or label file
   * @param line from 1; 0 where no line can be named
   * @param message what is wrong and what to do
   */
  public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
      return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
  }

  PlanException(String name, List<Problem> problems) {
    super(describe(name, problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem: those of the plan by line, then those of label files. */
  public List<Problem> problems() {
    return problems;
  }

  private static String describe(String name, List<Problem> problems) {
    return problems.stream()
        .map(Problem::toString)
        .collect(
            Collectors.joining(
                "\n  ",
                "the plan %s has %d problem%s:\n  "
                    .formatted(name, problems.size(), problems.size() == 1 ? "" : "s"),
                ""));
  }
}
