package io.millrace.app.doctor;

import io.millrace.connectors.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param findings in the order of the checks
 */
public record DoctorReport(List<Finding> findings) {
  public DoctorReport {
    findings = List.copyOf(findings);
  }

  /** Whether something does not work, or soon will not. */
  public boolean hasFaults() {
    return count(Finding.Fault.class) > 0;
  }

  private long count(Class<? extends Finding> kind) {
    return findings.stream().filter(kind::isInstance).count();
  }

  /** The form of {@code doctor --json}. */
  public Map<String, Object> document() {
    return Map.of(
        "faults",
        count(Finding.Fault.class),
        "advice",
        count(Finding.Advice.class),
        "findings",
        findings.stream().map(DoctorReport::document).toList());
  }

  private static Map<String, String> document(Finding finding) {
    Map<String, String> document = new LinkedHashMap<>();
    document.put("check", finding.check());
    document.put("level", level(finding));
    document.put("found", finding.sentence());
    document.put("remedy", remedy(finding));
    return document;
  }

  /** Faults first, then advice, then what is well; what to do under each. */
  public String text() {
    List<String> lines = new ArrayList<>();
    for (String level : List.of("fault", "advice", "fine")) {
      for (Finding finding : findings) {
        if (level(finding).equals(level)) {
          lines.add("%-6s  %-12s %s".formatted(level, finding.check(), finding.sentence()));
          if (!remedy(finding).isEmpty()) {
            lines.add("%22s%s".formatted("→ ", remedy(finding)));
          }
        }
      }
    }
    lines.add("");
    lines.add(
        "%d faults, %d pieces of advice"
            .formatted(count(Finding.Fault.class), count(Finding.Advice.class)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String level(Finding finding) {
    if (finding instanceof Finding.Fault) {
      return "fault";
    }
    return finding instanceof Finding.Advice ? "advice" : "fine";
  }

  private static String remedy(Finding finding) {
    if (finding instanceof Finding.Fault fault) {
      return fault.remedy();
    }
    return finding instanceof Finding.Advice advice ? advice.remedy() : "";
  }
}
