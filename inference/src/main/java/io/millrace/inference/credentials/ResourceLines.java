package io.millrace.inference.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads a lexicon file beside the classes: one entry a line, {@code #} starts a comment line. */
final class ResourceLines {
  private ResourceLines() {}

  static List<String> read(String name) {
    InputStream stream = ResourceLines.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("the lexicon " + name + " is missing from the class path");
    }
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      return reader.lines().map(String::strip).filter(ResourceLines::isEntry).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEntry(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }
}
