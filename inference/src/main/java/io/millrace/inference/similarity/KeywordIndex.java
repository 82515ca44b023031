package io.millrace.inference.similarity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the keywords of all labels in a text in one pass. Immutable and threadsafe. */
final class KeywordIndex {
  private static final String ANY_NUMBER = "#";

  private final int labels;
  private final List<Keyword> keywords = new ArrayList<>();
  private final Map<String, List<Keyword>> byFirstWord = new HashMap<>();
  private final TextTable stems;
  private final List<List<Keyword>> byFirstStem;
  private final int longestStem;

  KeywordIndex(List<SimilarityLabel> labels) {
    this.labels = labels.size();
    Map<String, List<Keyword>> byStem = new HashMap<>();
    for (int label = 0; label < labels.size(); label++) {
      for (String keyword : labels.get(label).cues()) {
        List<String> tokens = Tokens.of(keyword);
        if (!tokens.isEmpty()) {
          add(new Keyword(keywords.size(), label, tokens), byStem);
        }
      }
    }
    List<String> known = List.copyOf(byStem.keySet());
    this.stems = new TextTable(known);
    this.byFirstStem = known.stream().map(byStem::get).toList();
    this.longestStem = known.stream().mapToInt(String::length).max().orElse(0);
  }

  private void add(Keyword keyword, Map<String, List<Keyword>> byStem) {
    keywords.add(keyword);
    String first = keyword.tokens().get(0);
    (first.endsWith("*") ? byStem : byFirstWord)
        .computeIfAbsent(withoutStar(first), word -> new ArrayList<>())
        .add(keyword);
  }

  private static String withoutStar(String token) {
    return token.endsWith("*") ? token.substring(0, token.length() - 1) : token;
  }

  /** How many keywords all labels have together. */
  int size() {
    return keywords.size();
  }

  /** The label of a keyword, by its number from 0. */
  int labelOf(int keyword) {
    return keywords.get(keyword).label();
  }

  /** How many different keywords of each label the text holds. */
  int[] count(List<String> tokens) {
    int[] counts = new int[labels];
    find(tokens).stream().forEach(keyword -> counts[labelOf(keyword)]++);
    return counts;
  }

  /** The numbers of the keywords that the text holds. */
  BitSet find(List<String> tokens) {
    BitSet found = new BitSet(keywords.size());
    for (int start = 0; start < tokens.size(); start++) {
      String token = tokens.get(start);
      addMatching(byFirstWord.getOrDefault(token, List.of()), tokens, start, found);
      if (Numbers.isNumber(token)) {
        addMatching(byFirstWord.getOrDefault(ANY_NUMBER, List.of()), tokens, start, found);
      }
      addStems(tokens, start, found);
    }
    return found;
  }

  private void addStems(List<String> tokens, int start, BitSet found) {
    String token = tokens.get(start);
    int hash = 0;
    for (int end = 1; end <= Math.min(token.length(), longestStem); end++) {
      hash = TextTable.extend(hash, token.charAt(end - 1));
      int stem = stems.find(token, 0, end, hash);
      if (stem != TextTable.ABSENT) {
        addMatching(byFirstStem.get(stem), tokens, start, found);
      }
    }
  }

  private static void addMatching(
      List<Keyword> candidates, List<String> tokens, int start, BitSet found) {
    for (Keyword keyword : candidates) {
      if (keyword.matches(tokens, start)) {
        found.set(keyword.number());
      }
    }
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
      return wanted.endsWith("*")
          ? token.regionMatches(0, wanted, 0, wanted.length() - 1)
          : token.equals(wanted);
    }
  }
}
