package io.millrace.app.pairs;

import io.millrace.matching.WordList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How well one method tells related from unrelated pairs.
 *
 * @param method its name
 * @param roc over all pairs
 * @param againstSharedWords area against the unrelated pairs that share a word; null: there is none
 * @param againstOthers area against the other unrelated pairs; null: there is none
 * @param relatedMean mean figure of related pairs
 * @param unrelatedMean mean figure of unrelated pairs
 */
public record MethodResult(
    String method,
    RocArea roc,
    @Nullable Double againstSharedWords,
    @Nullable Double againstOthers,
    double relatedMean,
    double unrelatedMean) {
  /** Measures a method; the pairs hold one of each sort at least. */
  static MethodResult of(String method, List<LabelledPair> pairs, PairMeasure measure) {
    double[] related = figures(pairs, measure, LabelledPair::related);
    double[] unrelated = figures(pairs, measure, pair -> !pair.related());
    double[] traps = figures(pairs, measure, pair -> !pair.related() && sharesWord(pair));
    double[] others = figures(pairs, measure, pair -> !pair.related() && !sharesWord(pair));
    return new MethodResult(
        method,
        RocArea.of(related, unrelated),
        traps.length == 0 ? null : RocArea.area(related, traps),
        others.length == 0 ? null : RocArea.area(related, others),
        Means.of(related),
        Means.of(unrelated));
  }

  private static double[] figures(
      List<LabelledPair> pairs, PairMeasure measure, Predicate<LabelledPair> which) {
    return measure.of(pairs.stream().filter(which).toList());
  }

  private static boolean sharesWord(LabelledPair pair) {
    return WordList.of(pair.a()).shared(WordList.of(pair.b())) > 0;
  }

  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("method", method);
    document.put("auc", Means.rounded(roc.area()));
    document.put("auc_low", Means.rounded(roc.low()));
    document.put("auc_high", Means.rounded(roc.high()));
    document.put("auc_against_shared_words", Means.rounded(againstSharedWords));
    document.put("auc_against_others", Means.rounded(againstOthers));
    document.put("related_mean", Means.rounded(relatedMean));
    document.put("unrelated_mean", Means.rounded(unrelatedMean));
    return document;
  }

  String line(int width) {
    return String.format(
        Locale.ROOT,
        "%-" + width + "s  %.3f  %.3f–%.3f  %12s  %6s  %7.3f  %9.3f",
        method,
        roc.area(),
        roc.low(),
        roc.high(),
        cell(againstSharedWords),
        cell(againstOthers),
        relatedMean,
        unrelatedMean);
  }

  static String heading(int width) {
    return String.format(
        "%-" + width + "s  %5s  %-11s  %12s  %6s  %7s  %9s",
        "method",
        "AUC",
        "95 %",
        "shared words",
        "others",
        "related",
        "unrelated");
  }

  private static String cell(@Nullable Double area) {
    return area == null ? "–" : String.format(Locale.ROOT, "%.3f", area);
  }
}
