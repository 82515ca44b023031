package io.millrace.stack.postgres;

/** Compares versions of the form {@code 2.36}. */
final class GlibcVersion {

  private GlibcVersion() {}

  /** Tells whether the first version is older; a version that cannot be read counts as old. */
  static boolean isOlder(String version, String than) {
    return number(version) < number(than);
  }

  private static int number(String version) {
    String[] parts = version.split("\\.", -1);
    try {
      return parts.length < 2 ? 0 : Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
