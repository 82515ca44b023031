package io.millrace.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the curves from cosine to score, one for each embedding model. */
final class CalibrationReader {
  private static final double HIGHEST_SCORE = 10;
  private static final int FEWEST_POINTS = 2;

  private final PlanMapping mapping;
  private final ProblemList problems;

  /** Reads the key {@code calibration} of the mapping of matches. */
  CalibrationReader(PlanMapping mapping) {
    this.mapping = mapping;
    this.problems = mapping.problems();
  }

  Map<String, List<CalibrationPoint>> read() {
    Map<String, List<CalibrationPoint>> calibration = new LinkedHashMap<>();
    mapping
        .mapping("calibration")
        .ifPresent(
            group -> {
              for (String model : group.keys()) {
                group
                    .required(model)
                    .ifPresent(node -> calibration.put(model, curve(group, node, model)));
              }
            });
    return calibration;
  }

  private List<CalibrationPoint> curve(PlanMapping group, Node node, String model) {
    String what = "the calibration of '" + model + "'";
    List<CalibrationPoint> points = new ArrayList<>();
    for (Node item : group.items(node, what)) {
      point(group, item, what)
          .ifPresent(
              point -> {
                refuseDescent(points, point, item, what);
                points.add(point);
              });
    }
    if (points.size() < FEWEST_POINTS) {
      problems.add(node, what + " must hold at least two points [cosine, score]");
    }
    return points;
  }

  private Optional<CalibrationPoint> point(PlanMapping group, Node item, String what) {
    List<Double> numbers =
        group.items(item, "a point of " + what).stream()
            .flatMap(number -> group.numberOf(number, "a point of " + what).stream())
            .toList();
    if (numbers.size() != 2) {
      problems.add(item, "a point of " + what + " must be two numbers: [cosine, score]");
      return Optional.empty();
    }
    CalibrationPoint point = new CalibrationPoint(numbers.get(0), numbers.get(1));
    if (Math.abs(point.cosine()) > 1 || point.score() < 0 || point.score() > HIGHEST_SCORE) {
      problems.add(
          item, "a point of " + what + " needs a cosine of -1 to 1 and a score of 0 to 10");
    }
    return Optional.of(point);
  }

  private void refuseDescent(
      List<CalibrationPoint> points, CalibrationPoint point, Node item, String what) {
    if (points.isEmpty()) {
      return;
    }
    CalibrationPoint last = points.get(points.size() - 1);
    if (point.cosine() <= last.cosine() || point.score() < last.score()) {
      problems.add(item, what + " must ascend: each cosine greater, no score less than before");
    }
  }
}
