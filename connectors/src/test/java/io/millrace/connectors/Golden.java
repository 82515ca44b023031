package io.millrace.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what is rendered with a file of the test's resources. */
final class Golden {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Golden() {}

  /** A configuration, sorted by key, must be the file's text. */
  static void assertMatches(Map<String, String> configuration, String file) {
    assertThat(json(configuration)).as(file).isEqualToIgnoringNewLines(text(file));
  }

  static String json(Map<String, String> configuration) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(configuration));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(String file) {
    try (@Nullable InputStream stream = Golden.class.getResourceAsStream(file)) {
      assertThat(stream).as(file).isNotNull();
      return stream == null ? "" : new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
