package io.millrace.inference;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a raw text becomes a model's input: composed (NFC), without U+0000, trimmed
 * of all that shows nothing.
 *
 * <p>Hashes are taken of the raw text, before this. Threadsafe.
 */
public final class TextNormalizer {
  /** Version of these rules, for {@link ModelDescription#preprocessing}. */
  public static final String VERSION = "nfc-trim";

  private static final char REPLACEMENT = '\uFFFD';

  private TextNormalizer() {}

  /**
   * Normalises a text; empty if nothing visible is left of it.
   *
   * <p>White space means Unicode's (no-break spaces too), control characters, and characters of no
   * width such as the zero-width space and the byte order mark. A lone surrogate, which no UTF-8
   * text holds, becomes U+FFFD.
   *
   * @param text raw; null is SQL's NULL
   */
  public static Optional<String> normalize(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String composed = Normalizer.normalize(wellFormed(text), Normalizer.Form.NFC);
    int start = firstVisible(composed);
    return start == composed.length()
        ? Optional.empty()
        : Optional.of(composed.substring(start, endOfVisible(composed)));
  }

  private static String wellFormed(String text) {
    if (text.chars().noneMatch(unit -> unit == 0 || Character.isSurrogate((char) unit))) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(codePoint -> codePoint != 0)
        .map(codePoint -> isLoneSurrogate(codePoint) ? REPLACEMENT : codePoint)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static int firstVisible(String text) {
    int index = 0;
    while (index < text.length() && isInvisible(text.codePointAt(index))) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }

  private static int endOfVisible(String text) {
    int index = text.length();
    while (index > 0 && isInvisible(text.codePointBefore(index))) {
      index -= Character.charCount(text.codePointBefore(index));
    }
    return index;
  }

  private static boolean isInvisible(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || hasNoWidth(codePoint);
  }

  /**
   * Not all of Unicode's class Cf: the Arabic number signs in it are visible, and the tag
   * characters end a flag.
   */
  private static boolean hasNoWidth(int codePoint) {
    return codePoint == 0x00AD // soft hyphen
        || codePoint == 0x034F // combining grapheme joiner
        || codePoint == 0x061C // Arabic letter mark
        || codePoint == 0x180E // Mongolian vowel separator
        || isBetween(codePoint, 0x200B, 0x200F) // zero-width space to right-to-left mark
        || isBetween(codePoint, 0x202A, 0x202E) // directional embeddings
        || isBetween(codePoint, 0x2060, 0x206F) // word joiner to nominal digit shapes
        || codePoint == 0x2800 // Braille pattern blank
        || codePoint == 0x3164 // Hangul filler
        || codePoint == 0xFEFF; // byte order mark
  }

  private static boolean isBetween(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }
}
