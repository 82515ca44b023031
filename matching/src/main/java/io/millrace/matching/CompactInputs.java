package io.millrace.matching;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the columns of an input to what scoring needs of them, so that a change that scoring does
 * not see changes nothing, and no more row data travels than is needed.
 *
 * <p>A number is written in plain decimals, names are joined by line breaks. Threadsafe.
 */
public final class CompactInputs {
  private static final String SEPARATOR = "\n";
  private static final int LONGEST_STATUS = 40;
  private static final List<String> EMPTY_FORMS = List.of("[]", "{}", "null", "\"\"");

  private final double offerTypeConfidence;

  /** Reduces inputs for scoring by these rules. */
  public CompactInputs(ScoringRules rules) {
    this.offerTypeConfidence = rules.threshold(Threshold.OFFER_TYPE_CONFIDENCE);
  }

  /**
   * The compact form of an input that is not a text.
   *
   * @param columns the values of its columns as text, jsonb as JSON; most inputs have one column
   * @return null: not known
   * @throws IllegalArgumentException where the input is a text
   */
  public @Nullable String of(ScoringInput input, List<@Nullable String> columns) {
    String first = columns.isEmpty() ? null : columns.get(0);
    return switch (input) {
      case SEEKING, OFFERING, AUDIENCE ->
          throw new IllegalArgumentException(
              "The scoring input '" + input.planName() + "' is a text and has no compact form");
      case REVENUE_TIER -> tier(first);
      case PLATFORMS -> namesOrNull(Platforms.parse(first));
      case OFFER_TYPES ->
          LabelJson.offerTypes(first, offerTypeConfidence).map(CompactInputs::join).orElse(null);
      case CONTENT_STYLE -> namesOrNull(LabelJson.contentStyle(first));
      case MEMBERSHIP_STATUS -> status(first);
      case JV_HISTORY -> LabelJson.count(first).map(CompactInputs::plain).orElse(null);
      case CREDENTIALS -> LabelJson.credibility(first).map(CompactInputs::plain).orElse(null);
      case BOOKING_LINK, WEBSITE, CURRENT_PROJECTS -> isFilled(first) ? "1" : null;
      case ENGAGEMENT, SOCIAL_REACH, LIST_SIZE ->
          first == null ? null : number(first).map(CompactInputs::plain).orElse(null);
      case COMPLETENESS, ENRICHMENT ->
          columns.isEmpty()
              ? null
              : plain(Rounding.round((double) filled(columns) / columns.size()));
      case CONTACT -> plain(filled(columns));
    };
  }

  private static @Nullable String tier(@Nullable String value) {
    RevenueTier tier = RevenueTier.parse(value);
    return tier == null ? null : plain(tier.rank());
  }

  private static @Nullable String status(@Nullable String value) {
    String status = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    boolean isStatus = !status.isEmpty() && status.length() <= LONGEST_STATUS;
    return isStatus && !status.contains(SEPARATOR) ? status : null;
  }

  private static @Nullable String namesOrNull(Collection<String> names) {
    return names.isEmpty() ? null : join(names);
  }

  private static String join(Collection<String> names) {
    return String.join(SEPARATOR, names);
  }

  private static int filled(List<@Nullable String> columns) {
    return (int) columns.stream().filter(CompactInputs::isFilled).count();
  }

  private static boolean isFilled(@Nullable String value) {
    return value != null && !value.isBlank() && !EMPTY_FORMS.contains(value.strip());
  }

  private static String plain(double number) {
    return Rounding.plain(number);
  }

  /** Reads a number; empty where it is none, or not finite. */
  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text.strip())).filter(Double::isFinite);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Reads names. */
  static List<String> names(String compact) {
    return compact.isEmpty() ? List.of() : List.copyOf(Arrays.asList(compact.split(SEPARATOR)));
  }
}
