package io.millrace.inference;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** Takes the tags out of a text. */
public final class HtmlText {
  private HtmlText() {}

  /**
   * The visible text of a fragment of HTML, white space collapsed; scripts and styles are left out,
   * entities are resolved. A text without tags and entities only loses its line breaks.
   *
   * @param html raw; null stays null. Broken HTML is read as a browser would
   */
  public static @Nullable String strip(@Nullable String html) {
    if (html == null) {
      return null;
    }
    Document document = Jsoup.parseBodyFragment(html);
    document.select("script, style, noscript, template").remove();
    return document.text();
  }
}
