package io.millrace.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The readable form of a {@code match_context}, whatever the order of its keys: for each direction
 * and dimension one line for each factor, such as "Strong: what A seeks is close to what B offers
 * (0.71)". The SQL function {@code explain_match} writes the same text.
 *
 * <p>Factors that this version does not know are left out. Immutable.
 */
public final class MatchExplanation {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final BigDecimal STRONG = BigDecimal.valueOf(Phrase.STRONG);
  private static final BigDecimal FAIR = BigDecimal.valueOf(Phrase.FAIR);

  private final JsonNode context;

  private MatchExplanation(JsonNode context) {
    this.context = context;
  }

  /**
   * Reads a {@code match_context}.
   *
   * @return empty where it is no explanation of ours, or of another version
   */
  public static Optional<MatchExplanation> read(String json) {
    try {
      JsonNode context = JSON.readTree(json);
      boolean isOurs =
          context.path("v").asInt() == MatchContext.VERSION
              && (context.path("ab").isObject() || context.path("unscored").isObject());
      return isOurs ? Optional.of(new MatchExplanation(context)) : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /**
   * The explanation as lines.
   *
   * @param a what to call the first profile
   * @param b what to call the second profile
   */
  public List<String> lines(String a, String b) {
    JsonNode unscored = context.path("unscored");
    if (unscored.isObject()) {
      return List.of(
          "Not scored: %s is %s, %s is %s"
              .formatted(a, state(unscored.path("a")), b, state(unscored.path("b"))));
    }
    List<String> lines = new ArrayList<>();
    direction(lines, context.path("ab"), a, b);
    direction(lines, context.path("ba"), b, a);
    return lines;
  }

  private static String state(JsonNode state) {
    return state.asText().replace('_', ' ');
  }

  private void direction(List<String> lines, JsonNode dimensions, String source, String target) {
    lines.add("What " + target + " is worth to " + source + ":");
    for (Dimension dimension : Dimension.values()) {
      JsonNode scored = dimensions.path(dimension.planName());
      if (scored.isArray()) {
        lines.add(
            "  %s %s of 10 (weight %s)"
                .formatted(
                    capitalized(dimension.planName()),
                    rounded(scored.path(0), 1),
                    plain(context.path("w").path(dimension.planName()).path(0))));
        factors(lines, Phrases.of(dimension), scored, source, target);
      }
    }
  }

  private static void factors(
      List<String> lines, List<Phrase> phrases, JsonNode scored, String source, String target) {
    for (int place = 0; place < phrases.size(); place++) {
      JsonNode score = scored.path(3 + 2 * place);
      if (score.isNumber()) {
        lines.add(
            "    "
                + sentence(phrases.get(place), scored.path(2 + 2 * place), score)
                    .replace("{source}", source)
                    .replace("{target}", target));
      }
    }
  }

  private static String sentence(Phrase phrase, JsonNode raw, JsonNode score) {
    if (!raw.isNumber()) {
      return "Unknown: " + phrase.missing() + ", counts as " + plain(score);
    }
    BigDecimal number = score.decimalValue();
    String said =
        number.compareTo(STRONG) >= 0
            ? "Strong: " + phrase.strong()
            : number.compareTo(FAIR) >= 0 ? "Fair: " + phrase.fair() : "Weak: " + phrase.weak();
    return phrase.decimals() < 0 ? said : said + " (" + rounded(raw, phrase.decimals()) + ")";
  }

  private static String rounded(JsonNode number, int decimals) {
    return number.decimalValue().setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private static String plain(JsonNode number) {
    return number.decimalValue().stripTrailingZeros().toPlainString();
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
