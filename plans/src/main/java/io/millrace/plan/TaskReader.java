package io.millrace.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a plan says of one task. */
final class TaskReader {
  private static final Map<String, VectorIndex> INDEXES = byName(VectorIndex.values());
  private static final Map<String, ClassificationForm> FORMS = byName(ClassificationForm.values());
  private static final Set<String> EXTRACTORS = Set.of("credentials");

  private final LabelReader labels;

  TaskReader(LabelReader labels) {
    this.labels = labels;
  }

  EmbedTask embed(String column, PlanMapping task) {
    return new EmbedTask(
        column,
        from(task),
        choice(task, "index", task.text("index", "none"), INDEXES, VectorIndex.NONE));
  }

  ClassifyTask classify(String column, PlanMapping task) {
    return new ClassifyTask(
        column,
        from(task),
        labels.read(task.text("labels"), task.line("labels"), task.problems()),
        top(task),
        atLeast(task),
        classifier(task),
        choice(task, "as", task.text("as"), FORMS, ClassificationForm.CATEGORY),
        task.yesOrNo("strip_html"));
  }

  ExtractTask extract(String column, PlanMapping task) {
    List<String> from = from(task);
    String extractor = task.text("extractor");
    if (!extractor.isEmpty() && !EXTRACTORS.contains(extractor)) {
      task.problem(
          "extractor",
          "unknown extractor '" + extractor + "'" + Suggestion.forWord(extractor, EXTRACTORS));
    }
    String entities = task.text("entities", "");
    return new ExtractTask(
        column, from, extractor, entities.isEmpty() ? Optional.empty() : Optional.of(entities));
  }

  private static List<String> from(PlanMapping task) {
    boolean given = task.optional("from").isPresent();
    List<String> columns = task.texts("from");
    if (given && columns.isEmpty()) {
      task.problem("from", "'from' of " + task.what() + " must name at least one column");
    }
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      Identifiers.check(column, "the column", task.line("from"), task.problems());
      if (!column.isEmpty() && !seen.add(column)) {
        task.problem("from", "'from' of " + task.what() + " names '" + column + "' twice");
      }
    }
    return columns;
  }

  private static ClassifierChoice classifier(PlanMapping task) {
    String model = task.text("model", ClassifierChoice.SIMILARITY);
    return new ClassifierChoice(
        model, task.mapping("fallback").map(fallback -> fallback(fallback, model)));
  }

  private static ClassifierChoice.Fallback fallback(PlanMapping fallback, String first) {
    String model = fallback.text("model");
    if (model.equals(first)) {
      fallback.problem(
          "model",
          "%s names '%s', which is the task's model already; name another, or leave the fallback out"
              .formatted(fallback.what(), model));
    }
    double below = fallback.number("below").orElse(0.0);
    if (below < 0 || below > 1) {
      fallback.problem("below", "'below' of " + fallback.what() + " must be from 0 to 1");
    }
    fallback.refuseOthers();
    return new ClassifierChoice.Fallback(model, below);
  }

  private static OptionalInt top(PlanMapping task) {
    double top = task.number("top").orElse(Double.NaN);
    if (Double.isNaN(top)) {
      return OptionalInt.empty();
    }
    if (top < 1 || top != Math.rint(top)) {
      task.problem("top", "'top' of " + task.what() + " must be a whole number, 1 or more");
    }
    return OptionalInt.of((int) top);
  }

  private static double atLeast(PlanMapping task) {
    double threshold = task.number("at_least").orElse(0.0);
    if (threshold < 0 || threshold > 1) {
      task.problem("at_least", "'at_least' of " + task.what() + " must be from 0 to 1");
    }
    return threshold;
  }

  private static <T> T choice(
      PlanMapping task, String key, String written, Map<String, T> choices, T otherwise) {
    T choice = choices.get(written);
    if (choice == null && !written.isEmpty()) {
      task.problem(
          key,
          "'%s' of %s cannot be '%s'".formatted(key, task.what(), written)
              + Suggestion.forWord(written, choices.keySet()));
    }
    return choice == null ? otherwise : choice;
  }

  private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
    return Arrays.stream(values)
        .collect(
            Collectors.toUnmodifiableMap(
                value -> value.name().toLowerCase(Locale.ROOT), Function.identity()));
  }
}
