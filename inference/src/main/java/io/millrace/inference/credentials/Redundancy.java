package io.millrace.inference.credentials;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops the bare name of a certifying body where one of its certificates is named too, and the bare
 * name of an event where its place or year is.
 */
final class Redundancy {
  private static final String TED = "TEDx";

  private Redundancy() {}

  static List<Candidate> reduce(List<Candidate> candidates) {
    Set<String> longer = new HashSet<>();
    candidates.forEach(candidate -> addBeginnings(candidate, longer));
    return candidates.stream().filter(candidate -> !longer.contains(key(candidate))).toList();
  }

  private static void addBeginnings(Candidate candidate, Set<String> beginnings) {
    CredentialKind kind = candidate.kind();
    if (kind != CredentialKind.CERTIFICATION && kind != CredentialKind.SPEAKING) {
      return;
    }
    String text = candidate.text();
    if (text.startsWith(TED) && text.length() > TED.length()) {
      beginnings.add(kind + TED);
    }
    for (int space = text.indexOf(' '); space > 0; space = text.indexOf(' ', space + 1)) {
      beginnings.add(kind + text.substring(0, space));
    }
  }

  private static String key(Candidate candidate) {
    return candidate.kind() + candidate.text();
  }
}
