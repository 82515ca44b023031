package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/**
 * A name in a clause, not yet known to be a credential.
 *
 * @param from first token
 * @param to after the last token of the name itself
 * @param next where reading goes on: after a closing mark or a word such as "magazine"
 * @param known its lexicon entry, if the whole name is one
 * @param looks the kind that its words look like: "… Award", "… Summit", "… podcast"
 * @param quoted whether it stood in quotation marks
 */
record Name(
    int from,
    int to,
    int next,
    @Nullable KnownName known,
    @Nullable CredentialKind looks,
    boolean quoted) {

  boolean isKnownAs(CredentialKind kind) {
    return known != null && known.kind() == kind;
  }

  boolean isKnownAsNothing() {
    return known != null && known.kind() == null;
  }

  boolean isAmbiguous() {
    return known != null && known.ambiguous();
  }
}
