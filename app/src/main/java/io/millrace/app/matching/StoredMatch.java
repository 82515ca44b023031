package io.millrace.app.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.millrace.app.Json;
import io.millrace.matching.MatchExplanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A match as the database holds it.
 *
 * @param key its primary key as text
 * @param a key of its first profile; null: it names none
 * @param b key of its second profile; null: it names none
 * @param scoreAb 0 to 100; null: not scored
 * @param scoreBa 0 to 100; null: not scored
 * @param harmonicMean 0 to 100; null: not scored
 * @param context JSON text of {@code match_context}; null: there is none yet
 */
public record StoredMatch(
    String key,
    @Nullable String a,
    @Nullable String b,
    @Nullable Double scoreAb,
    @Nullable Double scoreBa,
    @Nullable Double harmonicMean,
    @Nullable String context) {
  private static final String NOT_YET = "Not scored yet";

  /** The explanation as sentences, with A and B for its profiles. */
  public List<String> sentences() {
    return Optional.ofNullable(context)
        .flatMap(MatchExplanation::read)
        .map(explanation -> explanation.lines("A", "B"))
        .orElse(List.of(NOT_YET));
  }

  /** As a JSON document. */
  public Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("id", key);
    document.put("a", a);
    document.put("b", b);
    document.put("score_ab", scoreAb);
    document.put("score_ba", scoreBa);
    document.put("harmonic_mean", harmonicMean);
    document.put("context", tree());
    document.put("explanation", sentences().stream().map(String::strip).toList());
    return document;
  }

  /** For people. */
  public String text() {
    String scores =
        harmonicMean == null
            ? ""
            : String.format(
                Locale.ROOT,
                "%nScore %.1f of 100: B is worth %.1f to A, A is worth %.1f to B",
                harmonicMean,
                scoreAb,
                scoreBa);
    return "Match %s of A = %s and B = %s%s%n%n%s"
        .formatted(key, a, b, scores, String.join(System.lineSeparator(), sentences()));
  }

  private JsonNode tree() {
    try {
      return context == null ? NullNode.getInstance() : Json.MAPPER.readTree(context);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave jsonb that is not JSON", e);
    }
  }
}
