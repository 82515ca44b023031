package io.millrace.app.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Writes the figures of one task as a table. */
final class EvaluationText {
  private static final List<String> FIGURES =
      List.of(
          "top_1",
          "top_1_any",
          "top_3",
          "nothing_right",
          "micro_f1",
          "macro_f1",
          "item_f1",
          "calibration_error");

  private EvaluationText() {}

  static String of(String column, JsonNode figures) {
    StringBuilder text = new StringBuilder();
    text.append("\n").append(column).append(" (").append(figures.path("rows").asInt());
    text.append(" rows judged)\n");
    FIGURES.stream()
        .filter(figures::has)
        .forEach(
            name ->
                text.append(
                    String.format(
                        Locale.ROOT, "  %-18s %.3f%n", name, figures.path(name).asDouble())));
    rates(text, figures.path("labels"));
    rates(text, figures.path("kinds"));
    figures
        .path("confusion")
        .forEach(
            pair ->
                text.append(
                    "  %d x %s given for %s%n"
                        .formatted(
                            pair.path("rows").asInt(),
                            pair.path("given").asText(),
                            pair.path("expected").asText())));
    calibration(text, figures.path("calibration"));
    return text.toString();
  }

  private static void rates(StringBuilder text, JsonNode byName) {
    byName
        .properties()
        .forEach(
            entry -> {
              JsonNode counts = entry.getValue();
              text.append(
                  String.format(
                      Locale.ROOT,
                      "  %-34s P %.2f  R %.2f  F1 %.2f  of %d%n",
                      entry.getKey(),
                      counts.path("precision").asDouble(),
                      counts.path("recall").asDouble(),
                      counts.path("f1").asDouble(),
                      counts.path("support").asInt()));
            });
  }

  private static void calibration(StringBuilder text, JsonNode bins) {
    bins.forEach(
        bin ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  confidence %.1f to %.1f: %.2f right of %d%n",
                    bin.path("from").asDouble(),
                    bin.path("to").asDouble(),
                    bin.path("right").asDouble(),
                    bin.path("answers").asInt())));
  }
}
