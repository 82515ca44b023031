package io.millrace.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands in the files under {@code deploy}. */
public final class MonitoringFiles {
  private static final Path ROOT = Path.of("../deploy");
  private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)");
  private static final Pattern EXPRESSION =
      Pattern.compile("(?m)^ +expr: (?:>-\\n((?: {10}.+\\n)+)|(.+)\\n)");

  /** Ours, and those of Kafka Streams, Connect and Debezium; a label's name never begins so. */
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:millrace|kafka|debezium|process|jvm)_[a-z_]+");

  private static final Pattern SUM = Pattern.compile("(?:sum|max|min) by \\(([a-z_, ]+)\\)");
  private static final Pattern SELECTED = Pattern.compile("([a-z_]+)=~?\"");

  private MonitoringFiles() {}

  static String rules() throws IOException {
    return Files.readString(ROOT.resolve("prometheus/millrace-alerts.yml"));
  }

  static String ruleTests() throws IOException {
    return Files.readString(ROOT.resolve("prometheus/millrace-alerts-test.yml"));
  }

  static String exporterRules() throws IOException {
    return Files.readString(ROOT.resolve("jmx/connect.yml"));
  }

  static JsonNode dashboard() throws IOException {
    return Json.MAPPER.readTree(Files.readString(ROOT.resolve("grafana/millrace.json")));
  }

  static List<String> alerts() throws IOException {
    return ALERT.matcher(rules()).results().map(match -> match.group(1)).toList();
  }

  /** All PromQL of the dashboard and the rules. */
  static List<String> expressions() throws IOException {
    List<String> expressions = new java.util.ArrayList<>(dashboard().findValuesAsText("expr"));
    EXPRESSION
        .matcher(rules())
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .forEach(expressions::add);
    return expressions;
  }

  /** Names of all metrics that the dashboard and the rules ask for. */
  public static Set<String> metrics() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions()) {
      METRIC.matcher(expression).results().map(MatchResult::group).forEach(names::add);
    }
    return names;
  }

  /** Names of all labels that they group by or select. */
  static Set<String> labels() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions()) {
      SUM.matcher(expression)
          .results()
          .forEach(match -> names.addAll(List.of(match.group(1).split(", ", -1))));
      SELECTED.matcher(expression).results().forEach(match -> names.add(match.group(1)));
    }
    return names;
  }
}
