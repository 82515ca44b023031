package io.millrace.stack.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings that hold for a part wherever it runs: files of this jar, which the containers of {@code
 * docker-compose.yml} are given too.
 */
public final class SharedSettings {

  private SharedSettings() {}

  /** Returns the settings of a file that lies beside a class. */
  public static Map<String, String> of(Class<?> neighbour, String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(neighbour, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read from the jar", e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }

  /** Returns the text of a file that lies beside a class. */
  static String text(Class<?> neighbour, String file) {
    try (@Nullable InputStream stream = neighbour.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read from the jar", e);
    }
  }
}
