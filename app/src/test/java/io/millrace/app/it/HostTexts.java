package io.millrace.app.it;

import java.util.List;
import java.util.Random;

/** Texts of the host's users; none comes twice, so that asking for one twice shows. */
final class HostTexts {
  /** Stands in some texts; a provider may be told to answer such ones badly. */
  static final String REFUSED = "wedding photography";

  private static final int LONG_EVERY = 12;
  private static final int ODD_EVERY = 9;
  private static final int LONG_FROM = 1_500;
  private static final int LONG_TO = 4_000;

  private static final List<String> TRADES =
      List.of(
          "leadership coaching for executives",
          "email marketing for small shops",
          "yoga and breathing for tired parents",
          "bookkeeping for craftsmen",
          "a podcast on grief, featured in Forbes",
          "public speaking, TEDx speaker, certified by the ICF",
          "organic gardening courses",
          REFUSED);

  private static final List<String> ODD =
      List.of(
          "<script>alert(1)</script><b>bold</b> &amp; &lt;",
          "'); drop table profiles; --",
          "${7*7} {{name}} <%= name %> %s %d",
          "\u202Eright to left\u202C \u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD",
          "zero\u200Bwidth\u200D joined \uFEFF",
          "\uD83D\uDC69\u200D\uD83D\uDCBB \uD83C\uDF89 e\u0301\u0301\u0301",
          "\u0001\u0007\u001F control \u007F",
          "NULL",
          "NaN",
          "\\u0000 \\x00",
          "{\"a\": [1,");

  private final Random random;
  private final String name;
  private int count;

  /**
   * @param name stands in every text
   */
  HostTexts(Random random, String name) {
    this.random = random;
    this.name = name;
  }

  String next() {
    count++;
    String text = TRADES.get(random.nextInt(TRADES.size())) + ", said " + name + " number " + count;
    if (random.nextInt(LONG_EVERY) == 0) {
      return text + " " + noise(LONG_FROM + random.nextInt(LONG_TO - LONG_FROM));
    }
    return random.nextInt(ODD_EVERY) == 0 ? ODD.get(random.nextInt(ODD.size())) + " " + text : text;
  }

  /** Words that do not compress, so that the text is stored outside of the row. */
  private String noise(int length) {
    StringBuilder noise = new StringBuilder();
    while (noise.length() < length) {
      noise.append(Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX)).append(' ');
    }
    return noise.toString();
  }
}
