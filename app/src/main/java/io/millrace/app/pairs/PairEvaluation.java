package io.millrace.app.pairs;

import io.millrace.app.UserException;
import io.millrace.inference.InferenceException;
import io.millrace.matching.Calibration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How well word overlap and models tell related from unrelated pairs, side by side.
 *
 * @param pairs number of pairs
 * @param related number of those that are related
 * @param methods in the order in which they are shown
 * @param left models that could not be measured, each with the reason
 */
public record PairEvaluation(
    int pairs, int related, List<MethodResult> methods, Map<String, String> left) {
  /**
   * Measures pairs.
   *
   * @param models names of embedding models
   * @param labels descriptions of the plan's labels
   * @param calibrations curve of a model
   * @throws UserException where all pairs are of one sort
   */
  public static PairEvaluation of(
      List<LabelledPair> pairs,
      List<String> models,
      List<String> labels,
      Function<String, Calibration> calibrations) {
    int related = (int) pairs.stream().filter(LabelledPair::related).count();
    if (related == 0 || related == pairs.size()) {
      throw UserException.failure("The file must hold related and unrelated pairs.");
    }
    List<MethodResult> methods = new ArrayList<>();
    methods.add(MethodResult.of("word overlap", pairs, ScoredPair.byWords()::raw));
    Map<String, String> left = new LinkedHashMap<>();
    for (String model : models) {
      try {
        methods.addAll(
            results(model, pairs, PairModel.of(model, pairs, labels), calibrations.apply(model)));
      } catch (InferenceException e) {
        left.put(model, String.valueOf(e.getMessage()));
      }
    }
    return new PairEvaluation(pairs.size(), related, methods, left);
  }

  private static List<MethodResult> results(
      String name, List<LabelledPair> pairs, PairModel model, Calibration calibration) {
    String shortName = name.substring(name.lastIndexOf('/') + 1);
    ScoredPair scored = ScoredPair.byVectors(calibration, model.vectors()::of);
    return List.of(
        MethodResult.of(shortName, pairs, pair -> model.cosine(pair.a(), pair.b())),
        MethodResult.of(
            shortName + ", labels emphasised", pairs, pair -> model.emphasised(pair.a(), pair.b())),
        MethodResult.of(shortName + ", as scored", pairs, scored::score));
  }

  /** As a JSON document. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("pairs", pairs);
    document.put("related", related);
    document.put("methods", methods.stream().map(MethodResult::document).toList());
    document.put("not_measured", left);
    return document;
  }

  /** For people. */
  public String text() {
    int width = methods.stream().mapToInt(result -> result.method().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add("%d pairs, %d of them related".formatted(pairs, related));
    lines.add("");
    lines.add(MethodResult.heading(width));
    methods.forEach(result -> lines.add(result.line(width)));
    left.forEach((model, reason) -> lines.add("Not measured: " + model + ": " + reason));
    return String.join(System.lineSeparator(), lines);
  }
}
