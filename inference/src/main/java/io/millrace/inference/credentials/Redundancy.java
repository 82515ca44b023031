package io.millrace.inference.credentials;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops the bare name of a certifying body where one of its certificates is named too, and the
 * bare name of an event where its place or year is.
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
    return candidates.stream()
        .filter(
            candidate ->
                switch (candidate.kind()) {
                  case CERTIFICATION -> !bodies.contains(candidate.text());
                  case SPEAKING -> !isPartOfOther(candidate, candidates);
                  default -> true;
                })
        .toList();
  }

  private static boolean isPartOfOther(Candidate event, List<Candidate> candidates) {
    String more = event.text().equals("TEDx") ? "TEDx" : event.text() + " ";
    return candidates.stream()
        .anyMatch(
            other ->
                other.kind() == CredentialKind.SPEAKING
                    && other.text().length() > event.text().length()
                    && other.text().startsWith(more));
  }
}
