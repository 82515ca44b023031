package io.millrace.inference.credentials;

import org.jspecify.annotations.Nullable;

/**
 * Where reading stands after the last cue: what it promised, and whether its list still goes on.
 */
final class ListState {
  private static final int LONGEST_GAP = 8;
  private static final int NEAR = 3;

  private final Lexicon lexicon;
  private @Nullable Mode mode;
  private boolean listed;
  private boolean diverted;
  private boolean bracketed;
  private boolean prose;
  private int named;
  private int gap;

  ListState(Lexicon lexicon, @Nullable Mode carried) {
    this.lexicon = lexicon;
    this.mode = carried;
    this.listed = carried != null;
  }

  @Nullable Mode mode() {
    return mode;
  }

  @Nullable CredentialKind promised() {
    return mode == null ? null : mode.kind();
  }

  /** Whether the next name belongs to the list of the cue. */
  boolean isListed() {
    boolean near = mode == null || mode.strong() || gap <= NEAR;
    return near && ((listed && !bracketed) || named == 0);
  }

  /** Whether the next names are not the person's. */
  boolean isDiverted() {
    return diverted;
  }

  boolean isBracketed() {
    return bracketed;
  }

  /** Whether nothing but the cue has been read since the cue. */
  boolean isAtCue() {
    return mode != null && named == 0 && gap == 0;
  }

  /** The same, of a cue after which any name will do. */
  boolean isAtStrongCue() {
    return isAtCue() && mode != null && mode.strong();
  }

  /** Whether the cue of a kind still waits for its first name. */
  boolean awaits(CredentialKind kind) {
    return named == 0 && promised() == kind;
  }

  /** Whether there was neither a cue nor a word outside names. */
  boolean isBare() {
    return !prose && mode == null;
  }

  /** The mode that the next clause may go on with. */
  @Nullable Mode carry() {
    return listed && !diverted ? mode : null;
  }

  void open(CredentialKind kind, boolean strong) {
    mode = new Mode(kind, strong);
    listed = true;
    diverted = false;
    named = 0;
    gap = 0;
  }

  void close() {
    mode = null;
  }

  void divert() {
    mode = null;
    diverted = true;
  }

  void name() {
    named++;
  }

  void endList() {
    listed = false;
  }

  /** Steps over a sign or word; tells whether it is a word that parts names. */
  boolean pass(Token token) {
    if (token.is("(")) {
      bracketed = true;
    } else if (token.is(")")) {
      bracketed = false;
    } else if (token.is(",") || lexicon.has("own verb", token)) {
      diverted = false;
    }
    boolean parts = !bracketed && token.isWord() && !isFiller(token);
    if (parts) {
      passWord(token);
    }
    return parts;
  }

  private boolean isFiller(Token token) {
    return lexicon.has("fillers", token) || lexicon.has("and", token);
  }

  private void passWord(Token token) {
    prose = true;
    gap++;
    if (named > 0) {
      listed = false;
    } else if (mode != null && (lexicon.has("closers", token) || gap > LONGEST_GAP)) {
      mode = mode.weakened();
    }
  }
}
