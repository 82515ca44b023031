package io.millrace.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content platforms of a profile from jsonb text.
 *
 * <p>Understood are an array of names ({@code ["YouTube","podcast"]}), an array of objects with a
 * {@code platform}, {@code name} or {@code type}, and an object whose keys are platforms ({@code
 * {"youtube_channel":"…","podcast":true}}); a key whose value is null, false, 0, blank or empty
 * names no platform. Anything else, broken JSON included, names none.
 *
 * <p>Names are made comparable: lower case, what is neither letter nor digit becomes one
 * underscore, and a last word that only says what the value is ({@code _channel}, {@code _handle},
 * {@code _name} and the like) is dropped.
 */
public final class Platforms {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern VALUE_WORD =
      Pattern.compile(
          "_(name|channel|handle|url|link|links|page|profile|account|username|user|id|group)$");
  private static final String[] NAMING_FIELDS = {"platform", "name", "type"};

  private Platforms() {}

  /**
   * The platforms that the JSON names.
   *
   * @param json jsonb as text, or null
   * @return comparable names, sorted; empty where none is known
   */
  public static Set<String> parse(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return Set.of();
    }
    try {
      return named(JSON.readTree(json));
    } catch (JsonProcessingException broken) {
      return Set.of();
    }
  }

  private static Set<String> named(JsonNode root) {
    Set<String> names = new TreeSet<>();
    if (root.isArray()) {
      root.forEach(element -> add(names, nameOf(element)));
    } else if (root.isObject()) {
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        add(names, holdsSomething(field.getValue()) ? field.getKey() : "");
      }
    }
    return names;
  }

  private static String nameOf(JsonNode element) {
    if (element.isTextual()) {
      return element.textValue();
    }
    for (String field : NAMING_FIELDS) {
      if (element.path(field).isTextual()) {
        return element.path(field).textValue();
      }
    }
    return "";
  }

  private static boolean holdsSomething(JsonNode value) {
    if (value.isTextual()) {
      return !value.textValue().isBlank();
    }
    return value.isContainerNode() ? !value.isEmpty() : value.asBoolean();
  }

  private static void add(Set<String> names, String raw) {
    String name = SEPARATORS.matcher(raw.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
    name = VALUE_WORD.matcher(name).replaceFirst("");
    if (!name.isEmpty() && !name.equals("_")) {
      names.add(name);
    }
  }
}
