package io.millrace.app.it;

import io.millrace.plan.PlanTask;
import java.util.List;

/** How many tasks of a plan an edit concerns. */
record TaskInputs(List<PlanTask> tasks) {
  /** Tasks that read a column. */
  long reading(String column) {
    return tasks.stream().filter(task -> task.from().contains(column)).count();
  }

  /** Tasks that read a column and others too: a blank in the others' company is asked for. */
  long readingMoreThan(String column) {
    return tasks.stream()
        .filter(task -> task.from().contains(column) && task.from().size() > 1)
        .count();
  }

  long all() {
    return tasks.size();
  }
}
