package io.millrace.app.pairs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.app.pairs.LabelledPair.Kind;
import io.millrace.inference.TextNormalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads labelled pairs: JSON Lines in UTF-8, {@code {"a":"…","b":"…","related":true}}, optionally
 * with {@code "kind":"audience"} or {@code "seeking_offering"}; other keys are ignored.
 */
public final class PairFile {
  private PairFile() {}

  /**
   * All pairs of a file, in its order.
   *
   * @throws UserException naming the line, never its text, where the file cannot be read
   */
  public static List<LabelledPair> read(Path file) {
    List<LabelledPair> pairs = new ArrayList<>();
    List<String> lines = lines(file);
    for (int index = 0; index < lines.size(); index++) {
      if (!lines.get(index).isBlank()) {
        pairs.add(pair(lines.get(index), file + ", line " + (index + 1)));
      }
    }
    return pairs;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException e) {
      throw UserException.failure("The file " + file + " cannot be read as UTF-8 text.", e);
    }
  }

  private static LabelledPair pair(String line, String place) {
    JsonNode json = tree(line, place);
    JsonNode related = json.path("related");
    if (!related.isBoolean()) {
      throw UserException.failure(place + ": 'related' must be true or false.");
    }
    return new LabelledPair(
        kind(json.path("kind"), place),
        text(json.path("a"), "a", place),
        text(json.path("b"), "b", place),
        related.booleanValue());
  }

  private static JsonNode tree(String line, String place) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      // Its message quotes the line, so it is no cause.
      throw UserException.failure(place + " is no JSON object.");
    }
  }

  private static Kind kind(JsonNode kind, String place) {
    String name = kind.asText(Kind.AUDIENCE.name()).toUpperCase(Locale.ROOT);
    for (Kind known : Kind.values()) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    throw UserException.failure(place + ": 'kind' must be audience or seeking_offering.");
  }

  private static String text(JsonNode text, String key, String place) {
    if (!text.isTextual()) {
      throw UserException.failure(place + ": '" + key + "' must be a text.");
    }
    return TextNormalizer.normalize(text.textValue())
        .orElseThrow(() -> UserException.failure(place + ": '" + key + "' is blank."));
  }
}
