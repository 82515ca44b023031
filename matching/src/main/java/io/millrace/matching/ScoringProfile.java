package io.millrace.matching;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What scoring knows of one profile. Immutable as long as nobody changes the vectors in it.
 *
 * @param key the profile's key, for messages only
 * @param embeddingFingerprint task version of the embeddings; vectors are compared only between
 *     profiles of equal fingerprints (invariant 5); "" where there is no vector
 * @param seeking what the profile looks for
 * @param offering what the profile gives
 * @param audience whom the profile serves
 * @param revenueTier null: not known
 * @param platforms comparable names of content platforms; empty: not known
 */
public record ScoringProfile(
    String key,
    String embeddingFingerprint,
    ScoredText seeking,
    ScoredText offering,
    ScoredText audience,
    @Nullable RevenueTier revenueTier,
    Set<String> platforms) {
  public ScoringProfile {
    platforms = Set.copyOf(platforms);
  }

  /** Starts a profile of which nothing is known yet. */
  public static Builder builder(String key, String embeddingFingerprint) {
    return new Builder(key, embeddingFingerprint);
  }

  /** Collects a profile input by input, so that a caller needs only the plan's mapping. */
  public static final class Builder {
    private final String key;
    private final String embeddingFingerprint;
    private final Map<ScoringInput, ScoredText> texts = new EnumMap<>(ScoringInput.class);
    private @Nullable RevenueTier revenueTier;
    private Set<String> platforms = Set.of();

    private Builder(String key, String embeddingFingerprint) {
      this.key = key;
      this.embeddingFingerprint = embeddingFingerprint;
    }

    /**
     * Sets a text.
     *
     * @param input an input that is a text
     * @param words joined words as {@link WordList} makes them; null where the text is blank
     * @param vector embedding of the same text; null where there is none
     * @throws IllegalArgumentException where the input is not a text
     */
    public Builder text(ScoringInput input, @Nullable String words, float @Nullable [] vector) {
      if (!input.isText()) {
        throw new IllegalArgumentException(
            "The scoring input '" + input.planName() + "' is an attribute; set it with attribute");
      }
      texts.put(input, new ScoredText(WordList.joined(words), vector));
      return this;
    }

    /**
     * Sets an attribute.
     *
     * @param input an input that is not a text
     * @param value the column's value as text (jsonb as JSON); null, blank or unreadable: not known
     * @throws IllegalArgumentException where the input is a text
     */
    public Builder attribute(ScoringInput input, @Nullable String value) {
      if (input == ScoringInput.REVENUE_TIER) {
        revenueTier = RevenueTier.parse(value);
      } else if (input == ScoringInput.PLATFORMS) {
        platforms = Platforms.parse(value);
      } else {
        throw new IllegalArgumentException(
            "The scoring input '" + input.planName() + "' is a text; set it with text");
      }
      return this;
    }

    /** The profile; what was not set is not known. */
    public ScoringProfile build() {
      return new ScoringProfile(
          key,
          embeddingFingerprint,
          texts.getOrDefault(ScoringInput.SEEKING, ScoredText.BLANK),
          texts.getOrDefault(ScoringInput.OFFERING, ScoredText.BLANK),
          texts.getOrDefault(ScoringInput.AUDIENCE, ScoredText.BLANK),
          revenueTier,
          platforms);
    }
  }
}
