package io.millrace.matching;

import static io.millrace.matching.Profiles.score;
import static io.millrace.matching.Profiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed 000 §4.2, pair by pair. */
class OfferTypesTest {
  @ParameterizedTest
  @CsvSource({
    "online_course,membership_community,9.0",
    "online_course,podcast,8.5",
    "coaching_1on1,group_coaching,8.0",
    "coaching_1on1,online_course,7.5",
    "book_author,podcast,9.0",
    "book_author,speaking,8.5",
    "speaking,live_events,9.0",
    "consulting,done_for_you_service,7.0",
    "membership_community,podcast,8.0",
    "digital_product,affiliate_network,9.0",
    "mastermind,coaching_1on1,7.5",
    "certification_program,coaching_1on1,8.0",
    "retreat_workshop,coaching_1on1,7.5",
    "agency,podcast,4.0"
  })
  void shouldScoreAPairWhateverItsOrder(String one, String other, double expected) {
    FactorScore score =
        new FactorScore(Factor.OFFER_TYPE_COMPAT, 0.0, expected, 2, Method.MEASURED);

    assertThat(score(Factor.OFFER_TYPE_COMPAT, types(one), types(other))).contains(score);
    assertThat(score(Factor.OFFER_TYPE_COMPAT, types(other), types(one))).contains(score);
  }

  @Test
  void shouldTakeTheBestPair() {
    // agency with podcast or online_course 4; consulting with either 4; podcast with course 8.5
    assertThat(
            score(
                Factor.OFFER_TYPE_COMPAT,
                types("agency", "consulting", "podcast"),
                types("online_course")))
        .contains(new FactorScore(Factor.OFFER_TYPE_COMPAT, 0.0, 8.5, 2, Method.MEASURED));
  }

  @Test
  void shouldScoreSharedTypesAtLeastSeven() {
    assertThat(
            score(Factor.OFFER_TYPE_COMPAT, types("agency"), types("agency", "retreat_workshop")))
        .contains(new FactorScore(Factor.OFFER_TYPE_COMPAT, 1.0, 7, 2, Method.MEASURED));
    // Shared podcast 7, but course with podcast 8.5.
    assertThat(score(Factor.OFFER_TYPE_COMPAT, types("podcast", "online_course"), types("podcast")))
        .contains(new FactorScore(Factor.OFFER_TYPE_COMPAT, 1.0, 8.5, 2, Method.MEASURED));
  }

  @Test
  void shouldBeNeutralWhereNoTypeIsCertainEnough() {
    ScoringProfile uncertain =
        with(
            ScoringInput.OFFER_TYPES,
            "[{\"type\":\"podcast\",\"confidence\":0.49},{\"type\":\"a\"}]");

    assertThat(score(Factor.OFFER_TYPE_COMPAT, uncertain, types("podcast")))
        .contains(FactorScore.neutral(Factor.OFFER_TYPE_COMPAT, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "", "null", "{}", "broken"})
  void shouldLeaveTheFactorOutWhereThereAreNoTypes(String none) {
    ScoringProfile without = with(ScoringInput.OFFER_TYPES, none);

    assertThat(score(Factor.OFFER_TYPE_COMPAT, types("podcast"), without)).isEmpty();
    assertThat(score(Factor.OFFER_TYPE_COMPAT, without, types("podcast"))).isEmpty();
  }

  private static ScoringProfile types(String... types) {
    return with(
        ScoringInput.OFFER_TYPES,
        Arrays.stream(types)
            .map("{\"type\":\"%s\",\"confidence\":0.5}"::formatted)
            .collect(Collectors.joining(",", "[", "]")));
  }
}
