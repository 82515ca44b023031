package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accuracy of one classification, row by row.
 *
 * <p>{@code top_1}: the best given label is the main expected one; {@code top_1_any}: it is any
 * expected one; {@code top_3}: the main one is among the best three given; all of rows that expect
 * something. {@code nothing_right}: of rows that expect nothing, those that were given nothing;
 * left out without such rows. Not threadsafe.
 */
final class LabelMetrics implements TaskMetrics {
  private static final int TOP = 3;
  private static final int WORST = 20;

  private final Map<String, Counts> byLabel = new TreeMap<>();
  private final CalibrationTable calibration = new CalibrationTable();
  private final Confusions confusions = new Confusions();
  private final List<Mistake> mistakes = new ArrayList<>();
  private int rows;
  private int fitting;
  private int mainFirst;
  private int anyFirst;
  private int mainAmongTop;
  private int nothingRight;

  @Override
  public void add(String id, JsonNode expectedValue, JsonNode givenValue) {
    RankedLabels expected = RankedLabels.of(expectedValue);
    RankedLabels given = RankedLabels.of(givenValue);
    rows++;
    countLabels(expected, given);
    if (expected.names().isEmpty()) {
      nothingRight += given.names().isEmpty() ? 1 : 0;
    } else {
      rank(expected, given);
    }
    noteMistake(id, expected, given);
  }

  private void countLabels(RankedLabels expected, RankedLabels given) {
    for (int index = 0; index < given.names().size(); index++) {
      String name = given.names().get(index);
      boolean isRight = expected.names().contains(name);
      calibration.add(given.confidences().get(index), isRight);
      if (isRight) {
        counts(name).right();
      } else {
        counts(name).wrong();
      }
    }
    expected.names().stream()
        .filter(name -> !given.names().contains(name))
        .forEach(name -> counts(name).missed());
  }

  private Counts counts(String label) {
    return byLabel.computeIfAbsent(label, name -> new Counts());
  }

  private void rank(RankedLabels expected, RankedLabels given) {
    fitting++;
    String main = expected.names().get(0);
    String best = given.names().isEmpty() ? "(nothing)" : given.names().get(0);
    mainFirst += best.equals(main) ? 1 : 0;
    anyFirst += expected.names().contains(best) ? 1 : 0;
    mainAmongTop += given.first(TOP).contains(main) ? 1 : 0;
    if (!expected.names().contains(best)) {
      confusions.add(main, best);
    }
  }

  private void noteMistake(String id, RankedLabels expected, RankedLabels given) {
    double badness = 0;
    for (int index = 0; index < given.names().size(); index++) {
      if (!expected.names().contains(given.names().get(index))) {
        badness += given.confidences().get(index);
      }
    }
    badness += expected.names().stream().filter(name -> !given.names().contains(name)).count();
    if (badness > 0) {
      mistakes.add(new Mistake(id, expected.names(), given.names(), badness));
    }
  }

  @Override
  public ObjectNode document() {
    ObjectNode document =
        Json.MAPPER
            .createObjectNode()
            .put("rows", rows)
            .put("rows_that_expect_nothing", rows - fitting)
            .put("top_1", share(mainFirst, fitting))
            .put("top_1_any", share(anyFirst, fitting))
            .put("top_3", share(mainAmongTop, fitting));
    if (rows > fitting) {
      document.put("nothing_right", share(nothingRight, rows - fitting));
    }
    putAverages(document);
    document.put("calibration_error", Rounding.of(calibration.expectedError()));
    document.set("calibration", calibration.bins());
    ObjectNode labels = document.putObject("labels");
    byLabel.forEach((label, counts) -> labels.set(label, counts.document()));
    document.set("confusion", confusions.document());
    document.set("worst", Mistake.worst(mistakes, WORST));
    return document;
  }

  private void putAverages(ObjectNode document) {
    Counts all = new Counts();
    byLabel.values().forEach(all::add);
    document
        .put("micro_precision", Rounding.of(all.precision()))
        .put("micro_recall", Rounding.of(all.recall()))
        .put("micro_f1", Rounding.of(all.f1()))
        .put("macro_f1", Rounding.of(Averages.ofF1(byLabel.values())));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : Rounding.of((double) part / whole);
  }
}
