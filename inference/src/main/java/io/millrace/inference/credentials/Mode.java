package io.millrace.inference.credentials;

/**
 * What a cue promised of the names that follow.
 *
 * @param kind of credential
 * @param strong whether any name will do, or only one that looks the part
 */
record Mode(CredentialKind kind, boolean strong) {
  Mode weakened() {
    return new Mode(kind, false);
  }
}
