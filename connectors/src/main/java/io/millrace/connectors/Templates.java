package io.millrace.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files of this package with places to fill in: {@code {{name}}}. Threadsafe. */
final class Templates {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z_]+)}}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Templates() {}

  /** A file's text with every place filled. */
  static String text(String file, Map<String, String> values) {
    return fill(read(file), values);
  }

  /** A JSON object of texts with every place filled; entries that become empty are left out. */
  static Map<String, String> entries(String file, Map<String, String> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    parse(file)
        .forEach(
            (key, template) -> {
              String value = fill(template, values);
              if (!value.isEmpty()) {
                filled.put(key, value);
              }
            });
    return filled;
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and texts are always JSON", e);
    }
  }

  private static Map<String, String> parse(String file) {
    try {
      return JSON.readValue(read(file), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " of this jar is not a JSON object of texts", e);
    }
  }

  /** A text with every place filled. */
  static String fill(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("a template names '" + name + "', which nobody gives");
    }
    return value;
  }

  private static String read(String file) {
    try (@Nullable InputStream stream = Templates.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + file);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read from the jar", e);
    }
  }
}
