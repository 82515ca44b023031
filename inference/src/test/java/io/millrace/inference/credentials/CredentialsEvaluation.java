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
 * <p>Items are compared in three ways: "exact" without case, accents and signs; "lenient" also
 * without years, brackets, a leading article and words such as "magazine"; "contained" like
 * lenient, but one may be a part of the other. Errors are listed by the lenient way.
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

  private enum Comparison {
    EXACT,
    LENIENT,
    CONTAINED
  }

  private static final int SHORTEST_PART = 4;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CredentialsExtractor extractor = new CredentialsExtractor();
  private final Map<Comparison, Map<CredentialKind, Counts>> counts =
      new EnumMap<>(Comparison.class);

  private CredentialsEvaluation() {}

  public static void main(String[] arguments) throws IOException {
    CredentialsEvaluation evaluation = new CredentialsEvaluation();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      evaluation.add(MAPPER.readTree(line));
    }
    evaluation.counts.forEach(CredentialsEvaluation::print);
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
      for (Comparison comparison : Comparison.values()) {
        String errors = compare(labels, found.names(kind), comparison, kind);
        if (comparison == Comparison.LENIENT && !errors.isEmpty()) {
          System.out.println(profile.path("id").asText() + " " + kind.jsonName() + errors);
        }
      }
    }
  }

  private static List<String> labels(JsonNode list) {
    List<String> labels = new ArrayList<>();
    list.forEach(node -> labels.add(node.isObject() ? node.path("title").asText() : node.asText()));
    return labels;
  }

  private String compare(
      List<String> labels, List<String> found, Comparison comparison, CredentialKind kind) {
    Map<String, String> missed = keys(labels, comparison);
    Map<String, String> wrong = keys(found, comparison);
    int expected = missed.size();
    for (String label : List.copyOf(missed.keySet())) {
      wrong.keySet().stream()
          .filter(item -> isSame(label, item, comparison))
          .findFirst()
          .ifPresent(
              item -> {
                missed.remove(label);
                wrong.remove(item);
              });
    }
    counts
        .computeIfAbsent(comparison, key -> new EnumMap<>(CredentialKind.class))
        .merge(
            kind, new Counts(expected - missed.size(), wrong.size(), missed.size()), Counts::plus);
    return (missed.isEmpty() ? "" : "  missed " + missed.values())
        + (wrong.isEmpty() ? "" : "  wrong " + wrong.values());
  }

  private static boolean isSame(String label, String item, Comparison comparison) {
    String shorter = label.length() < item.length() ? label : item;
    String longer = label.length() < item.length() ? item : label;
    return label.equals(item)
        || (comparison == Comparison.CONTAINED
            && shorter.length() >= SHORTEST_PART
            && longer.contains(shorter));
  }

  private static Map<String, String> keys(List<String> names, Comparison comparison) {
    Map<String, String> keys = new LinkedHashMap<>();
    names.forEach(name -> keys.put(key(name, comparison), name));
    return keys;
  }

  private static String key(String name, Comparison comparison) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    String kept =
        comparison != Comparison.EXACT
            ? plain
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("\\b(19|20)\\d\\d\\b", "")
                .replaceAll("^(the|an?) ", "")
                .replaceAll("\\b(magazine|podcast|online)\\b", "")
            : plain;
    return kept.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static void print(Comparison comparison, Map<CredentialKind, Counts> counts) {
    Counts all = new Counts(0, 0, 0);
    for (CredentialKind kind : CredentialKind.values()) {
      Counts of = counts.getOrDefault(kind, new Counts(0, 0, 0));
      all = all.plus(of);
      System.out.printf(Locale.ROOT, "%-9s %-20s %s%n", comparison, kind.jsonName(), of.line());
    }
    System.out.printf(Locale.ROOT, "%-9s %-20s %s%n", comparison, "all", all.line());
  }
}
