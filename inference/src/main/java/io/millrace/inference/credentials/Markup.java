package io.millrace.inference.credentials;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises an HTML tag or entity at a place, by looking a bounded way ahead. */
final class Markup {
  /** A longer tag is read as text, so that a lone "less than" swallows no more than this. */
  private static final int MAXIMUM_TAG = 200;

  private static final int MAXIMUM_ENTITY = 10;
  private static final Set<String> TITLES = Set.of("em", "i", "cite", "q");
  private static final Set<String> INLINE =
      Set.of("a", "b", "strong", "span", "u", "small", "font", "sup", "sub", "mark", "abbr", "wbr");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("ndash", "—"),
          Map.entry("mdash", "—"),
          Map.entry("hellip", "…"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "'"),
          Map.entry("ldquo", "\""),
          Map.entry("rdquo", "\""),
          Map.entry("bdquo", "\""),
          Map.entry("laquo", "\""),
          Map.entry("raquo", "\""),
          Map.entry("bull", " | "),
          Map.entry("middot", " | "),
          Map.entry("szlig", "ß"),
          Map.entry("reg", ""),
          Map.entry("trade", ""),
          Map.entry("copy", ""));
  private static final Map<String, String> ACCENTS =
      Map.of(
          "acute", "\u0301",
          "grave", "\u0300",
          "circ", "\u0302",
          "uml", "\u0308",
          "tilde", "\u0303",
          "cedil", "\u0327",
          "ring", "\u030a",
          "caron", "\u030c");

  private Markup() {}

  /**
   * Markup that was found.
   *
   * @param replacement its plain form
   * @param end exclusive, in code points
   */
  record Found(String replacement, int end) {}

  static @Nullable Found at(int[] points, int at) {
    if (points[at] == '<') {
      return tag(points, at);
    }
    return points[at] == '&' ? entity(points, at) : null;
  }

  private static @Nullable Found tag(int[] points, int at) {
    int nameStart = at + 1 < points.length && points[at + 1] == '/' ? at + 2 : at + 1;
    int nameEnd = nameStart;
    while (nameEnd < points.length && nameEnd - nameStart < 12 && isAsciiWord(points[nameEnd])) {
      nameEnd++;
    }
    if (nameEnd == nameStart) {
      return null;
    }
    int limit = Math.min(points.length, at + MAXIMUM_TAG);
    for (int end = nameEnd; end < limit; end++) {
      if (points[end] == '>') {
        return new Found(replacement(new String(points, nameStart, nameEnd - nameStart)), end + 1);
      }
    }
    return null;
  }

  private static String replacement(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (TITLES.contains(lower)) {
      return "\"";
    }
    return INLINE.contains(lower) ? "" : "\n";
  }

  private static @Nullable Found entity(int[] points, int at) {
    int limit = Math.min(points.length, at + MAXIMUM_ENTITY);
    for (int end = at + 1; end < limit; end++) {
      if (points[end] == ';') {
        String decoded = decode(new String(points, at + 1, end - at - 1));
        return decoded == null ? null : new Found(decoded, end + 1);
      }
    }
    return null;
  }

  private static @Nullable String decode(String name) {
    if (name.startsWith("#")) {
      return numeric(name.substring(1));
    }
    String known = ENTITIES.get(name);
    return known != null || name.length() < 2 ? known : accented(name);
  }

  private static @Nullable String accented(String name) {
    String accent = ACCENTS.get(name.substring(1));
    return accent == null
        ? null
        : Normalizer.normalize(name.charAt(0) + accent, Normalizer.Form.NFC);
  }

  private static @Nullable String numeric(String digits) {
    boolean hexadecimal = digits.startsWith("x") || digits.startsWith("X");
    String number = hexadecimal ? digits.substring(1) : digits;
    int value = 0;
    for (int index = 0; index < number.length() && value <= Character.MAX_CODE_POINT; index++) {
      int digit = Character.digit(number.charAt(index), hexadecimal ? 16 : 10);
      if (digit < 0) {
        return null;
      }
      value = value * (hexadecimal ? 16 : 10) + digit;
    }
    return number.isEmpty() || !Character.isValidCodePoint(value) ? null : Characters.plain(value);
  }

  private static boolean isAsciiWord(int point) {
    return point < 128 && Character.isLetterOrDigit(point);
  }
}
