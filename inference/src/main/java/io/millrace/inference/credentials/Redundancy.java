package io.millrace.inference.credentials;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops the bare name of a certifying body where one of its certificates is named too, and "TEDx"
 * where the place of the talk is.
 */
final class Redundancy {
  private Redundancy() {}

  static List<Candidate> reduce(List<Candidate> candidates) {
    Set<String> bodies = new HashSet<>();
    for (Candidate candidate : candidates) {
      int space = candidate.text().indexOf(' ');
      if (candidate.kind() == CredentialKind.CERTIFICATION && space > 0) {
        bodies.add(candidate.text().substring(0, space));
      }
    }
    boolean placed = candidates.stream().anyMatch(Redundancy::isPlacedTedTalk);
    return candidates.stream()
        .filter(
            candidate ->
                switch (candidate.kind()) {
                  case CERTIFICATION -> !bodies.contains(candidate.text());
                  case SPEAKING -> !placed || !candidate.text().equals("TEDx");
                  default -> true;
                })
        .toList();
  }

  private static boolean isPlacedTedTalk(Candidate candidate) {
    return candidate.kind() == CredentialKind.SPEAKING
        && candidate.text().startsWith("TEDx")
        && candidate.text().length() > "TEDx".length();
  }
}
