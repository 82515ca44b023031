package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/** What a name is if its kind and the promise of a cue differ. */
final class KindRules {
  private KindRules() {}

  /** A name of the lexicons, whose kind may differ from what the cue promised. */
  static @Nullable CredentialKind knownByMode(Name name, CredentialKind promised, boolean strong) {
    CredentialKind known = name.known() == null ? null : name.known().kind();
    if (known == promised || known == null) {
      return known;
    }
    if (name.looks() == CredentialKind.PODCAST && promised != CredentialKind.BOOK) {
      return CredentialKind.PODCAST;
    }
    return switch (known) {
      case MEDIA ->
          promised == CredentialKind.PODCAST
              ? known
              : promised == CredentialKind.SPEAKING && strong ? promised : null;
      case PODCAST, SPEAKING ->
          promised == CredentialKind.MEDIA
                  || promised == CredentialKind.PODCAST
                  || promised == CredentialKind.SPEAKING
              ? known
              : null;
      case AWARD -> known;
      case BOOK, CERTIFICATION -> null;
    };
  }

  /** An unknown name that looks like another kind than the cue promised. */
  static @Nullable CredentialKind looksByMode(CredentialKind looks, CredentialKind promised) {
    return switch (looks) {
      case PODCAST -> promised == CredentialKind.BOOK ? null : looks;
      case AWARD ->
          switch (promised) {
            case MEDIA, CERTIFICATION, PODCAST -> looks;
            default -> null;
          };
      case SPEAKING ->
          promised == CredentialKind.MEDIA || promised == CredentialKind.PODCAST ? looks : null;
      case CERTIFICATION -> promised == CredentialKind.AWARD ? looks : null;
      case MEDIA -> promised == CredentialKind.PODCAST ? looks : null;
      case BOOK -> null;
    };
  }
}
