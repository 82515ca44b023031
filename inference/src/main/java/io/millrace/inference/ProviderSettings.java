package io.millrace.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of a provider by dotted key. Values may be secrets, so {@link #toString} shows keys
 * only. Immutable.
 */
public final class ProviderSettings {
  private static final List<String> PREFIXES =
      List.of(
          "millrace.embedding.",
          "millrace.classification.",
          "millrace.extraction.",
          "millrace.inference.",
          "millrace.models.",
          "millrace.provider.",
          "millrace.native.");

  private final Map<String, String> values;

  private ProviderSettings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Settings of these values; keys that a provider does not know are left to others. */
  public static ProviderSettings of(Map<String, String> values) {
    return new ProviderSettings(values);
  }

  /** Whether a key is for providers of models, rather than for the rest of the pipeline. */
  public static boolean isOfProviders(String key) {
    return PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** Every setting at its default. */
  public static ProviderSettings defaults() {
    return of(Map.of());
  }

  /** Keys and values, secrets included; unmodifiable. */
  public Map<String, String> values() {
    return values;
  }

  /** The keys that are set. */
  Set<String> keys() {
    return values.keySet();
  }

  /** The value of a key; empty if it is unset or blank. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * The value of a key as a whole number of at least 1.
   *
   * @throws InferenceException if it is set to anything else
   */
  public int positiveInteger(String key, int defaultValue) {
    return text(key).map(value -> parse(key, value)).orElse(defaultValue);
  }

  private static int parse(String key, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one sentence that covers both faults.
    }
    throw new InferenceException("Set " + key + " to a whole number of at least 1.");
  }

  /**
   * The value of a key as a number of 0 or more.
   *
   * @throws InferenceException if it is set to anything else
   */
  public double number(String key, double defaultValue) {
    return text(key).map(value -> parseNumber(key, value)).orElse(defaultValue);
  }

  private static double parseNumber(String key, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one sentence that covers both faults.
    }
    throw new InferenceException("Set " + key + " to a number of 0 or more.");
  }

  @Override
  public String toString() {
    return "ProviderSettings" + values.keySet();
  }
}
