package io.millrace.inference.credentials;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a phrase of the cue lexicon says of the names around it.
 *
 * @param role of the phrase
 * @param kinds of credentials that it concerns
 */
record Cue(Role role, Set<CredentialKind> kinds) {
  enum Role {
    /** Names after it are of its kind: "author of". */
    OPENS,
    /** The same, but only for names that look the part: "appeared on". */
    OPENS_WEAKLY,
    /** The name before it is of its kind; with a colon or comma, those after: "winner". */
    LABELS,
    /** The next name is nothing: "founder of". */
    DIVERTS,
    /** The name just before it does not count: "in progress". */
    CANCELS,
    /** The same, or if no name stands before it, those after it do not count: "finalist". */
    UNDOES,
    /** Nothing after it in the clause counts: "never". */
    DENIES_AFTER,
    /** The same up to a verb that says "and I was": "help". */
    DENIES_UNTIL_OWN,
    /** Nothing in the clause counts: "one day". */
    DENIES_CLAUSE,
    /** Nothing; there to be longer than a phrase that means something: "not only". */
    NEUTRAL
  }

  static Cue of(Role role, String kinds) {
    Set<CredentialKind> set = EnumSet.noneOf(CredentialKind.class);
    for (String kind : kinds.split(",", -1)) {
      if (kind.equals("ALL")) {
        set.addAll(EnumSet.allOf(CredentialKind.class));
      } else {
        set.add(CredentialKind.valueOf(kind));
      }
    }
    return new Cue(role, set);
  }

  boolean opens() {
    return role == Role.OPENS || role == Role.OPENS_WEAKLY;
  }

  boolean denies() {
    return role == Role.DENIES_AFTER || role == Role.DENIES_UNTIL_OWN || role == Role.DENIES_CLAUSE;
  }

  CredentialKind kind() {
    return kinds.iterator().next();
  }
}
