package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a name lexicon.
 *
 * @param kind that it stands for; null if it is known to be no credential
 * @param canonical the one way in which it is given out
 * @param ambiguous whether it is an ordinary word too and needs a cue: "Time"
 * @param written the form in the lexicon; if it has no small letter, neither has its form in a text
 */
record KnownName(
    @Nullable CredentialKind kind, String canonical, boolean ambiguous, String written) {
  boolean isAcronym() {
    return written.equals(written.toUpperCase(java.util.Locale.ROOT)) && written.length() <= 6;
  }
}
