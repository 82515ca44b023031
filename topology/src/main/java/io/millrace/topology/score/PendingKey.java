package io.millrace.topology.score;

/** Names pending work: a match, or a profile whose matches are to be scored. */
record PendingKey(boolean isProfile, String key) {
  private static final char MATCH = 'm';
  private static final char PROFILE = 'p';

  static PendingKey match(String key) {
    return new PendingKey(false, key);
  }

  static PendingKey profile(String key) {
    return new PendingKey(true, key);
  }

  /** Reads what {@link #text} made. */
  static PendingKey of(String text) {
    return new PendingKey(text.charAt(0) == PROFILE, text.substring(1));
  }

  /** As it is in the store. */
  String text() {
    return (isProfile ? PROFILE : MATCH) + key;
  }
}
