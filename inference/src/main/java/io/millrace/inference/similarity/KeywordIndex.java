package io.millrace.inference.similarity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the keywords of all labels in a text in one pass. Immutable and threadsafe. */
final class KeywordIndex {
  private static final String ANY_NUMBER = "#";

  private final int labels;
  private final Map<String, List<Keyword>> byFirstWord = new HashMap<>();
  private final Map<String, List<Keyword>> byFirstStem = new HashMap<>();

  KeywordIndex(List<SimilarityLabel> labels) {
    this.labels = labels.size();
    int number = 0;
    for (int label = 0; label < labels.size(); label++) {
      for (String keyword : labels.get(label).cues()) {
        List<String> tokens = Tokens.of(keyword);
        if (!tokens.isEmpty()) {
          add(new Keyword(number++, label, tokens));
        }
      }
    }
  }

  private void add(Keyword keyword) {
    String first = keyword.tokens().get(0);
    (first.endsWith("*") ? byFirstStem : byFirstWord)
        .computeIfAbsent(withoutStar(first), word -> new ArrayList<>())
        .add(keyword);
  }

  private static String withoutStar(String token) {
    return token.endsWith("*") ? token.substring(0, token.length() - 1) : token;
  }

  /** How many different keywords of each label the text holds. */
  int[] count(String text) {
    List<String> tokens = Tokens.of(text);
    Set<Integer> found = new HashSet<>();
    int[] counts = new int[labels];
    for (int start = 0; start < tokens.size(); start++) {
      for (Keyword keyword : beginningWith(tokens.get(start))) {
        if (keyword.matches(tokens, start) && found.add(keyword.number())) {
          counts[keyword.label()]++;
        }
      }
    }
    return counts;
  }

  private List<Keyword> beginningWith(String token) {
    List<Keyword> candidates = new ArrayList<>(byFirstWord.getOrDefault(token, List.of()));
    if (Numbers.isNumber(token)) {
      candidates.addAll(byFirstWord.getOrDefault(ANY_NUMBER, List.of()));
    }
    for (int end = 1; end <= token.length(); end++) {
      candidates.addAll(byFirstStem.getOrDefault(token.substring(0, end), List.of()));
    }
    return candidates;
  }

  private record Keyword(int number, int label, List<String> tokens) {
    boolean matches(List<String> text, int start) {
      if (start + tokens.size() > text.size()) {
        return false;
      }
      for (int index = 0; index < tokens.size(); index++) {
        if (!matches(tokens.get(index), text.get(start + index))) {
          return false;
        }
      }
      return true;
    }

    private static boolean matches(String wanted, String token) {
      if (wanted.equals(ANY_NUMBER)) {
        return Numbers.isNumber(token);
      }
      return wanted.endsWith("*") ? token.startsWith(withoutStar(wanted)) : token.equals(wanted);
    }
  }
}
