package io.millrace.app.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SampleProfilesTest {
  private static final List<SampleProfile> PROFILES = SampleProfiles.read();
  private static final List<ProfileColumn> EMBEDDED =
      List.of(
          ProfileColumn.SEEKING,
          ProfileColumn.OFFERING,
          ProfileColumn.WHO_YOU_SERVE,
          ProfileColumn.WHAT_YOU_DO);

  @Test
  void shouldHoldAtLeast250ProfilesWithKeysOfTheirOwn() {
    assertThat(PROFILES).hasSizeGreaterThanOrEqualTo(250);
    assertThat(PROFILES).extracting(SampleProfile::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldNameExactlyTheColumnsOfTheTable() {
    List<String> columns =
        Arrays.stream(ProfileColumn.values()).map(ProfileColumn::columnName).toList();

    assertThat(PROFILES)
        .allSatisfy(
            profile -> assertThat(profile.toJson().fieldNames()).toIterable().isEqualTo(columns));
  }

  @ParameterizedTest
  @EnumSource(ProfileColumn.class)
  void shouldHoldValuesOfTheColumnsKind(ProfileColumn column) {
    Predicate<JsonNode> fits =
        switch (column.kind()) {
          case UUID, TEXT -> JsonNode::isTextual;
          case INTEGER -> JsonNode::isInt;
          case DOUBLE -> JsonNode::isNumber;
          case TEXT_ARRAY -> JsonNode::isArray;
          case JSON -> JsonNode::isContainerNode;
        };

    assertThat(PROFILES)
        .allSatisfy(
            profile -> assertThat(fits.or(JsonNode::isNull).test(profile.value(column))).isTrue());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"SEEKING", "OFFERING", "WHO_YOU_SERVE", "WHAT_YOU_DO"},
      mode = Mode.INCLUDE)
  void shouldLeaveSomeOfEachEmbeddedColumnBlank(ProfileColumn column) {
    long blank = PROFILES.stream().filter(profile -> isBlank(profile.value(column))).count();

    assertThat((double) blank / PROFILES.size()).isBetween(0.03, 0.15);
  }

  @Test
  void shouldHoldEveryKindOfBlank() {
    List<JsonNode> values =
        PROFILES.stream().flatMap(profile -> EMBEDDED.stream().map(profile::value)).toList();

    assertThat(values).anyMatch(JsonNode::isNull);
    assertThat(values).anyMatch(value -> value.asText("x").isEmpty());
    assertThat(values).anyMatch(value -> value.asText().matches(" +"));
    assertThat(values).anyMatch(value -> value.asText().equals("\u00a0"));
  }

  @Test
  void shouldHoldLongTexts() {
    long number =
        PROFILES.stream()
            .filter(
                profile ->
                    isLong(profile.value(ProfileColumn.BIO))
                        || isLong(profile.value(ProfileColumn.SOCIAL_PROOF)))
            .count();

    assertThat(number).isGreaterThanOrEqualTo(15);
  }

  @ParameterizedTest
  @CsvSource({
    "'<(p|b|ul|br|strong|div)[ >/]', 4",
    "'\\p{IsHiragana}', 2",
    "'\\p{IsArabic}', 2",
    "'\\p{IsDevanagari}', 2",
    "'\\p{IsEmoji_Presentation}', 3",
    "'ß|ü', 4",
    "'ñ|¿', 4",
    "'ç|œ', 4",
    "'\\t', 1",
    "'\\n', 10",
    "'\\\\', 1",
    "'\"', 10",
    "'\\p{Lu}{4,} \\p{Lu}{3,} \\p{Lu}{4,}', 3",
  })
  void shouldHoldTheVarietyOfRealTexts(String pattern, int atLeast) {
    Predicate<String> found = characterClass(pattern).asPredicate();

    long number = PROFILES.stream().filter(profile -> hasText(profile, found)).count();

    assertThat(number).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void shouldUseOnlyAddressesThatBelongToNobody() {
    assertThat(PROFILES)
        .extracting(profile -> profile.value(ProfileColumn.EMAIL).asText())
        .allMatch(email -> email.equals("null") || email.matches(".+@example\\.(com|org|net)"));
  }

  /** Java's pattern syntax has no emoji property before Java 21, so that one is a range. */
  private static Pattern characterClass(String pattern) {
    return Pattern.compile(
        pattern.equals("\\p{IsEmoji_Presentation}") ? "[\\x{1F300}-\\x{1FAFF}]" : pattern);
  }

  private static boolean hasText(SampleProfile profile, Predicate<String> found) {
    return Arrays.stream(ProfileColumn.values())
        .filter(column -> column.kind() == ColumnKind.TEXT)
        .map(profile::value)
        .anyMatch(value -> value.isTextual() && found.test(value.asText()));
  }

  private static boolean isLong(JsonNode value) {
    int bytes = value.asText().getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 2_000 && bytes <= 4_500;
  }

  private static boolean isBlank(JsonNode value) {
    return value.isNull() || value.asText().replace('\u00a0', ' ').isBlank();
  }
}
