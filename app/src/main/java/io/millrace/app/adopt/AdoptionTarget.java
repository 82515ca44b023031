package io.millrace.app.adopt;

import io.millrace.app.UserException;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose vectors are adopted.
 *
 * @param tasks of the columns that are looked at, at least one
 */
record AdoptionTarget(TablePlan table, List<EmbedTask> tasks) {
  AdoptionTarget {
    tasks = List.copyOf(tasks);
  }

  /**
   * The tables of a request, in the plan's order.
   *
   * @throws UserException if the plan has no such table or column, or another model
   */
  static List<AdoptionTarget> of(EnrichmentPlan plan, AdoptionRequest request) {
    request
        .model()
        .filter(model -> !model.equals(plan.embeddingModel()))
        .ifPresent(
            model -> {
              throw UserException.failure(
                  "The plan's model is %s; vectors of %s would never be compared with its own. Let Millrace compute them, or name that model in the plan."
                      .formatted(plan.embeddingModel(), model));
            });
    List<AdoptionTarget> targets =
        plan.tables().values().stream()
            .filter(table -> request.table().filter(name -> !name.equals(table.name())).isEmpty())
            .map(table -> new AdoptionTarget(table, tasks(table, request)))
            .filter(target -> !target.tasks().isEmpty())
            .toList();
    refuseUnknown(targets, request);
    return targets;
  }

  private static List<EmbedTask> tasks(TablePlan table, AdoptionRequest request) {
    return table.embed().stream()
        .filter(task -> request.columns().isEmpty() || request.columns().contains(task.column()))
        .toList();
  }

  private static void refuseUnknown(List<AdoptionTarget> targets, AdoptionRequest request) {
    List<String> unknown = new ArrayList<>(request.columns());
    targets.forEach(
        target -> target.tasks().forEach(task -> unknown.removeIf(task.column()::equals)));
    if (targets.isEmpty() || !unknown.isEmpty()) {
      throw UserException.usage(
          "The plan fills no vector column %s%s; see 'tables' and 'embed' there."
              .formatted(
                  unknown.isEmpty() ? "" : String.join(", ", unknown) + " ",
                  request.table().map(name -> "of a table '" + name + "'").orElse("")));
    }
  }
}
