package io.millrace.stack.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings that hold for a part wherever it runs: files of this package, which the containers of
 * {@code docker-compose.yml} are given too.
 */
final class SharedSettings {

  private SharedSettings() {}

  /** Returns the settings of a file. */
  static Map<String, String> of(String file) {
    Properties properties = new Properties();
    try (@Nullable InputStream stream = SharedSettings.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + file);
      }
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read from the jar", e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }
}
