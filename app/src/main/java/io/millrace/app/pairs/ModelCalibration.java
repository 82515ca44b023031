package io.millrace.app.pairs;

import io.millrace.matching.Calibration;
import io.millrace.matching.Calibration.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calibration of a model, fitted from labelled pairs.
 *
 * @param model its name
 * @param fit the curve and the figures behind it
 * @param related cosines of related pairs
 * @param unrelated cosines of pairs labelled as unrelated
 */
// Lists would box every cosine; nobody compares calibrations.
@SuppressWarnings("ArrayRecordComponent")
public record ModelCalibration(String model, CurveFit fit, double[] related, double[] unrelated) {
  private static final int MOST_EXCHANGED = 300;

  /**
   * Embeds pairs and fits.
   *
   * @throws io.millrace.app.UserException where no curve can be fitted
   */
  public static ModelCalibration of(String model, List<LabelledPair> pairs) {
    PairModel vectors = PairModel.of(model, pairs, List.of());
    PairMeasure cosine = pair -> vectors.cosine(pair.a(), pair.b());
    List<LabelledPair> related = pairs.stream().filter(LabelledPair::related).toList();
    double[] relatedCosines = cosine.of(related);
    double[] unrelated = cosine.of(pairs.stream().filter(pair -> !pair.related()).toList());
    double[] exchanged = cosine.of(exchanged(related));
    return new ModelCalibration(
        model, CurveFit.of(relatedCosines, unrelated, exchanged), relatedCosines, unrelated);
  }

  /** Each first text with each second text of another pair of its kind. */
  private static List<LabelledPair> exchanged(List<LabelledPair> related) {
    List<LabelledPair> some = related.subList(0, Math.min(MOST_EXCHANGED, related.size()));
    List<LabelledPair> exchanged = new ArrayList<>();
    for (LabelledPair one : some) {
      for (LabelledPair other : some) {
        if (!one.equals(other) && one.kind() == other.kind()) {
          exchanged.add(new LabelledPair(one.kind(), one.a(), other.b(), false));
        }
      }
    }
    return exchanged;
  }

  /** As a JSON document. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("model", model);
    document.put("related", related.length);
    document.put("unrelated", unrelated.length);
    document.put("synonym_mean", Means.rounded(fit.synonymMean()));
    document.put("noise_floor", Means.rounded(fit.noiseFloor()));
    document.put("unrelated_mean", Means.rounded(fit.unrelatedMean()));
    document.put("exchanged_mean", Means.rounded(fit.exchangedMean()));
    document.put("points", points().stream().map(p -> List.of(p.cosine(), p.score())).toList());
    document.put("yaml", yaml());
    return document;
  }

  /** For people: figures, lines for the plan, and a picture. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(model);
    lines.add(figure("noise floor", fit.noiseFloor()));
    lines.add(figure("pairs labelled as unrelated", fit.unrelatedMean()));
    lines.add(figure("related pairs, texts exchanged", fit.exchangedMean()));
    lines.add(figure("mean of related pairs", fit.synonymMean()));
    lines.add("");
    lines.add("For the plan, under matches:");
    lines.add(yaml());
    lines.addAll(CurvePicture.of(fit.calibration(), related, unrelated));
    return String.join(System.lineSeparator(), lines);
  }

  private static String figure(String name, double figure) {
    return "  %-32s%s"
        .formatted(
            name, Double.isNaN(figure) ? "none" : String.format(Locale.ROOT, "%.3f", figure));
  }

  private String yaml() {
    return points().stream()
        .map(
            point ->
                String.format(
                    Locale.ROOT, "      - [%.2f, %s]%n", point.cosine(), whole(point.score())))
        .collect(
            Collectors.joining(
                "",
                "  calibration:"
                    + System.lineSeparator()
                    + "    "
                    + model
                    + ":"
                    + System.lineSeparator(),
                ""));
  }

  private List<Point> points() {
    Calibration calibration = fit.calibration();
    return calibration.points();
  }

  private static String whole(double score) {
    return String.format(Locale.ROOT, "%.0f", score);
  }
}
