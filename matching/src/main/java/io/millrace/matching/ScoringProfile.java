package io.millrace.matching;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What scoring knows of one profile. Immutable as long as nobody changes the vectors in it.
 *
 * @param key the profile's key, for messages only
 * @param embeddingFingerprint task version of the embeddings; vectors are compared only between
 *     profiles of equal fingerprints (invariant 5); "" where there is no vector
 * @param texts texts that are compared; what is missing is blank
 * @param numbers inputs that are a number, finite; what is missing is not known
 * @param names inputs that are names; what is missing is not known, an empty list is known to be
 */
public record ScoringProfile(
    String key,
    String embeddingFingerprint,
    Map<ScoringInput, ScoredText> texts,
    Map<ScoringInput, Double> numbers,
    Map<ScoringInput, List<String>> names) {
  public ScoringProfile {
    texts = Collections.unmodifiableMap(texts);
    numbers = Collections.unmodifiableMap(numbers);
    names = Collections.unmodifiableMap(names);
  }

  /** Starts a profile of which nothing is known yet. */
  public static Builder builder(String key, String embeddingFingerprint) {
    return new Builder(key, embeddingFingerprint);
  }

  ScoredText text(ScoringInput input) {
    return texts.getOrDefault(input, ScoredText.BLANK);
  }

  @Nullable Double number(ScoringInput input) {
    return numbers.get(input);
  }

  @Nullable List<String> names(ScoringInput input) {
    return names.get(input);
  }

  boolean isPresent(ScoringInput input) {
    return input.isText() ? text(input).isPresent() : numbers.containsKey(input);
  }

  /** The same profile as it would be scored if nothing were embedded: by its words. */
  public ScoringProfile withoutVectors() {
    Map<ScoringInput, ScoredText> words = new EnumMap<>(ScoringInput.class);
    texts.forEach((input, text) -> words.put(input, text.withoutVector()));
    return new ScoringProfile(key, embeddingFingerprint, words, numbers, names);
  }

  /** Shows no value: they are row data. */
  @Override
  public String toString() {
    return "ScoringProfile[key=" + key + "]";
  }

  /** Collects a profile input by input, so that a caller needs only the plan's mapping. */
  public static final class Builder {
    private final String key;
    private final String embeddingFingerprint;
    private final Map<ScoringInput, ScoredText> texts = new EnumMap<>(ScoringInput.class);
    private final Map<ScoringInput, Double> numbers = new EnumMap<>(ScoringInput.class);
    private final Map<ScoringInput, List<String>> names = new EnumMap<>(ScoringInput.class);

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
            "The scoring input '" + input.planName() + "' is a value; set it with value");
      }
      texts.put(input, ScoredText.of(words, vector));
      return this;
    }

    /**
     * Sets a value.
     *
     * @param input an input that is not a text
     * @param compact as {@link CompactInputs} makes it; null or unreadable: not known
     * @throws IllegalArgumentException where the input is a text
     */
    public Builder value(ScoringInput input, @Nullable String compact) {
      if (input.isText()) {
        throw new IllegalArgumentException(
            "The scoring input '" + input.planName() + "' is a text; set it with text");
      }
      if (compact != null && input.isNumber()) {
        CompactInputs.number(compact).ifPresent(number -> numbers.put(input, number));
      } else if (compact != null) {
        names.put(input, CompactInputs.names(compact));
      }
      return this;
    }

    /** The profile; what was not set is not known. */
    public ScoringProfile build() {
      return new ScoringProfile(key, embeddingFingerprint, texts, numbers, names);
    }
  }
}
