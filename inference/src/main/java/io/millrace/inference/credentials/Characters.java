package io.millrace.inference.credentials;

/** What single characters mean for reading. */
final class Characters {
  private static final String DOUBLE_QUOTES = "\"“”„‟«»「」『』《》〝〞＂";
  private static final String APOSTROPHES = "'’‚‛‹›`´ʼ＇";
  private static final String BULLETS = "•‣▪▫●○◦◆◇★☆✓✔➤►▶→·・¦｜✦✨❖⁃∙";

  private static final int FIRST_PICTOGRAPH = 0x1F000;

  private Characters() {}

  /**
   * The plain form of a character: itself, {@code "}, {@code '}, {@code |} for a bullet, {@code —}
   * for a dash, a space, or nothing.
   */
  static String plain(int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || codePoint == 0x2028 || codePoint == 0x2029) {
      return "\n";
    }
    if (DOUBLE_QUOTES.indexOf(codePoint) >= 0) {
      return "\"";
    }
    if (codePoint == '‘') {
      return "‘";
    }
    if (APOSTROPHES.indexOf(codePoint) >= 0) {
      return "'";
    }
    if (BULLETS.indexOf(codePoint) >= 0) {
      return " | ";
    }
    return dashOrOther(codePoint);
  }

  private static String dashOrOther(int codePoint) {
    return switch (codePoint) {
      case '–', '—', '―', '‒' -> "—";
      case '‐', '‑', '−' -> "-";
      case '，', '、' -> ",";
      case '。' -> ".";
      case '：' -> ":";
      case '（' -> "(";
      case '）' -> ")";
      default -> byType(codePoint);
    };
  }

  private static String byType(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          " ";
      case Character.OTHER_SYMBOL -> symbol(codePoint);
      case Character.FORMAT -> "";
      case Character.MODIFIER_SYMBOL -> codePoint > 0xFFFF ? "" : Character.toString(codePoint);
      default -> Character.toString(codePoint);
    };
  }

  /** A pictograph stands where others put a bullet. */
  private static String symbol(int codePoint) {
    if (codePoint == '®' || codePoint == '™' || codePoint == '©') {
      return "";
    }
    return codePoint >= FIRST_PICTOGRAPH ? " | " : " ";
  }
}
