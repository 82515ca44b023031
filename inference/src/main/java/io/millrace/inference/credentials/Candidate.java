package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/**
 * An item that a clause gave.
 *
 * @param kind of credential
 * @param text to give out
 * @param year of a book
 * @param from first token
 * @param to after the last token
 * @param known whether a lexicon knows it
 */
record Candidate(
    CredentialKind kind, String text, @Nullable Integer year, int from, int to, boolean known) {}
