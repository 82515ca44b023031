package io.millrace.inference.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints precision, recall and F1 of the rules against a labelled file, by kind and over all items,
 * and every error; run by hand with the file as argument.
 *
 * <p>Items are compared twice: "exact" without case, accents and signs; "lenient" also without
 * years, brackets, a leading article and words such as "magazine".
 */
public final class CredentialsEvaluation {
  private record Counts(int right, int wrong, int missed) {
    Counts plus(Counts other) {
      return new Counts(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    String line() {
      double precision = right + wrong == 0 ? 1 : (double) right / (right + wrong);
      double recall = right + missed == 0 ? 1 : (double) right / (right + missed);
      double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
      return String.format(
          Locale.ROOT,
          "precision %.3f  recall %.3f  F1 %.3f  (%d right, %d wrong, %d missed)",
          precision,
          recall,
          f1,
          right,
          wrong,
          missed);
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CredentialsExtractor extractor = new CredentialsExtractor();
  private final Map<CredentialKind, Counts> exact = new EnumMap<>(CredentialKind.class);
  private final Map<CredentialKind, Counts> lenient = new EnumMap<>(CredentialKind.class);

  private CredentialsEvaluation() {}

  public static void main(String[] arguments) throws IOException {
    CredentialsEvaluation evaluation = new CredentialsEvaluation();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      evaluation.add(MAPPER.readTree(line));
    }
    evaluation.print("exact", evaluation.exact);
    evaluation.print("lenient", evaluation.lenient);
  }

  private void add(JsonNode profile) {
    JsonNode expected = profile.path("expected").path("credentials");
    if (expected.isMissingNode()) {
      return;
    }
    List<ColumnText> columns = new ArrayList<>();
    for (String column : List.of("social_proof", "bio")) {
      columns.add(new ColumnText(column, profile.path("fields").path(column).asText("")));
    }
    Credentials found = extractor.extract(columns).credentials();
    for (CredentialKind kind : CredentialKind.values()) {
      List<String> labels = labels(expected.path(kind.jsonName()));
      compare(labels, found.names(kind), false, exact, kind);
      String errors = compare(labels, found.names(kind), true, lenient, kind);
      if (!errors.isEmpty()) {
        System.out.println(profile.path("id").asText() + " " + kind.jsonName() + errors);
      }
    }
  }

  private static List<String> labels(JsonNode list) {
    List<String> labels = new ArrayList<>();
    list.forEach(node -> labels.add(node.isObject() ? node.path("title").asText() : node.asText()));
    return labels;
  }

  private static String compare(
      List<String> labels,
      List<String> found,
      boolean leniently,
      Map<CredentialKind, Counts> counts,
      CredentialKind kind) {
    Map<String, String> missed = keys(labels, leniently);
    Map<String, String> wrong = keys(found, leniently);
    int expected = missed.size();
    List<String> common = missed.keySet().stream().filter(wrong::containsKey).toList();
    missed.keySet().removeAll(common);
    wrong.keySet().removeAll(common);
    counts.merge(
        kind, new Counts(expected - missed.size(), wrong.size(), missed.size()), Counts::plus);
    return (missed.isEmpty() ? "" : "  missed " + missed.values())
        + (wrong.isEmpty() ? "" : "  wrong " + wrong.values());
  }

  private static Map<String, String> keys(List<String> names, boolean leniently) {
    Map<String, String> keys = new LinkedHashMap<>();
    names.forEach(name -> keys.put(key(name, leniently), name));
    return keys;
  }

  private static String key(String name, boolean leniently) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    String kept =
        leniently
            ? plain
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("\\b(19|20)\\d\\d\\b", "")
                .replaceAll("^(the|an?) ", "")
                .replaceAll("\\b(magazine|podcast|online)\\b", "")
            : plain;
    return kept.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private void print(String name, Map<CredentialKind, Counts> counts) {
    Counts all = new Counts(0, 0, 0);
    for (CredentialKind kind : CredentialKind.values()) {
      Counts of = counts.getOrDefault(kind, new Counts(0, 0, 0));
      all = all.plus(of);
      System.out.printf(Locale.ROOT, "%-8s %-20s %s%n", name, kind.jsonName(), of.line());
    }
    System.out.printf(Locale.ROOT, "%-8s %-20s %s%n", name, "all", all.line());
  }
}
