package io.millrace.inference.credentials;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops the bare name of a certifying body where one of its certificates is named too. */
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
                candidate.kind() != CredentialKind.CERTIFICATION
                    || !bodies.contains(candidate.text()))
        .toList();
  }
}
