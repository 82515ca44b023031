package io.millrace.app.adopt;

import io.millrace.connectors.HeldCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a command tells of an adoption.
 *
 * @param model the plan's
 * @param counts by column
 * @param sample what was compared
 * @param result empty: nothing was adopted, since it was not to be, or there was nothing
 */
public record AdoptionReport(
    String model, List<HeldCount> counts, SampleReport sample, Optional<AdoptionResult> result) {
  public AdoptionReport {
    counts = List.copyOf(counts);
  }

  /** Vectors that may be adopted; some of them may be left out in the end. */
  public long adoptable() {
    return counts.stream().mapToLong(HeldCount::adoptable).sum();
  }

  /** The most that any column has to adopt: about as many rows are read. */
  public long largest() {
    return counts.stream().mapToLong(HeldCount::adoptable).max().orElse(0);
  }

  /** One JSON document. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model", model);
    document.put("adoptable", adoptable());
    document.put("adopted", result.map(AdoptionResult::vectors).orElse(0L));
    document.put("rows", result.map(AdoptionResult::rows).orElse(0L));
    document.put("left_out", result.map(AdoptionResult::leftOut).orElse(Map.of()));
    document.put("sample", sample.document());
    document.put("columns", counts.stream().map(AdoptionReport::document).toList());
    return document;
  }

  private static Map<String, Object> document(HeldCount count) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", count.table());
    document.put("column", count.column());
    document.put("vectors", count.vectors());
    document.put("noted", count.noted());
    document.put("other_model", count.otherModel());
    document.put("adoptable", count.adoptable());
    return document;
  }

  /** For people. */
  public String text() {
    String columns =
        counts.stream()
            .map(AdoptionReport::line)
            .collect(Collectors.joining(System.lineSeparator()));
    return String.join(System.lineSeparator(), columns, sample.text(), outcome());
  }

  private static String line(HeldCount count) {
    return String.format(
        Locale.ROOT,
        "%s.%s: %,d vectors, %,d noted before, %,d of another model, %,d to adopt",
        count.table(),
        count.column(),
        count.vectors(),
        count.noted(),
        count.otherModel(),
        count.adoptable());
  }

  private String outcome() {
    return result
        .map(AdoptionReport::outcome)
        .orElse(adoptable() == 0 ? "There is nothing to adopt." : "Nothing was adopted.");
  }

  private static String outcome(AdoptionResult result) {
    String leftOut =
        result.leftOut().entrySet().stream()
            .map(entry -> entry.getValue() + " " + words(entry.getKey()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Adopted %,d vectors of %,d rows%s. They are noted as their rows are read.",
        result.vectors(),
        result.rows(),
        leftOut.isEmpty() ? "" : "; left out: " + leftOut);
  }

  private static String words(String label) {
    return LeftOut.valueOf(label.toUpperCase(Locale.ROOT)).words();
  }
}
