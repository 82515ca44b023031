package io.millrace.app.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The page and what it is made of, out of the program itself: it needs no other host. */
public final class PageFiles {
  /** The charts; the version is the one in the root pom. */
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private PageFiles() {}

  /**
   * A file.
   *
   * @param type its content type
   */
  public record PageFile(String type, String content) {}

  /** All files by their path on the server. */
  public static Map<String, PageFile> all() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    files.put("/", file("text/html; charset=utf-8", "page/index.html"));
    files.put("/page/page.css", file("text/css; charset=utf-8", "page/page.css"));
    files.put("/page/page.js", file("text/javascript; charset=utf-8", "page/page.js"));
    files.put("/page/charts.js", file("text/javascript; charset=utf-8", "page/charts.js"));
    files.put(
        "/page/uplot.js", file("text/javascript; charset=utf-8", CHARTS + "uPlot.iife.min.js"));
    files.put("/page/uplot.css", file("text/css; charset=utf-8", CHARTS + "uPlot.min.css"));
    return files;
  }

  private static PageFile file(String type, String resource) {
    try (InputStream stream = PageFiles.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the program lacks its file " + resource);
      }
      return new PageFile(type, new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
