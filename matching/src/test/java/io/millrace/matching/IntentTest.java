package io.millrace.matching;

import static io.millrace.matching.Profiles.score;
import static io.millrace.matching.Profiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intent, factor by factor, computed by hand. */
class IntentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                        | 0 | 3
          [{"partner":"a"}]                         | 1 | 5.3333
          [{"partner":"a"},{"partner":"b"}]         | 2 | 7.6667
          [{"partner":"a"},null,{},"c"]             | 3 | 10
          ["a","b","c","d","e"]                     | 5 | 10
          {"partner":"a"}                           | 1 | 5.3333
          {}                                        | 0 | 3
          2                                         | 2 | 7.6667
          """)
  void shouldScoreJointVenturesByTheirNumber(String history, double raw, double score) {
    // 3 + 7 x min(1, n / 3)
    assertThat(score(Factor.JV_HISTORY, with(ScoringInput.JV_HISTORY, history)))
        .isEqualTo(new FactorScore(Factor.JV_HISTORY, raw, score, 3, Method.MEASURED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{broken", "\"words\"", "null"})
  void shouldBeNeutralWhereTheHistoryIsNotKnown(String history) {
    assertThat(score(Factor.JV_HISTORY, with(ScoringInput.JV_HISTORY, history)))
        .isEqualTo(FactorScore.neutral(Factor.JV_HISTORY, 3));
  }

  @ParameterizedTest
  @CsvSource({"https://example.org,1,10", "' ',0,3", ",0,3"})
  void shouldScoreLinksByTheirPresence(String link, double raw, double score) {
    assertThat(score(Factor.BOOKING_LINK, with(ScoringInput.BOOKING_LINK, link)))
        .isEqualTo(new FactorScore(Factor.BOOKING_LINK, raw, score, 2, Method.MEASURED));
    assertThat(score(Factor.WEBSITE, with(ScoringInput.WEBSITE, link)))
        .isEqualTo(new FactorScore(Factor.WEBSITE, raw, score, 1, Method.MEASURED));
  }

  @Test
  void shouldCountSeekingAsPresentEvenWithoutAWordThatCounts() {
    ScoringProfile shortWords =
        ScoringProfile.builder("p", "").text(ScoringInput.SEEKING, "", null).build();

    assertThat(score(Factor.SEEKING, shortWords))
        .isEqualTo(new FactorScore(Factor.SEEKING, 1.0, 10, 3, Method.MEASURED));
    assertThat(score(Factor.SEEKING, Profiles.unknown()))
        .isEqualTo(new FactorScore(Factor.SEEKING, 0.0, 3, 3, Method.MEASURED));
  }

  @ParameterizedTest
  @CsvSource({"active,10", "' Active ',10", "TRIAL,6", "paused,4", "lapsed,3", "cancelled,1"})
  void shouldScoreMembershipByItsStatus(String status, double score) {
    assertThat(score(Factor.MEMBERSHIP, with(ScoringInput.MEMBERSHIP_STATUS, status)))
        .isEqualTo(new FactorScore(Factor.MEMBERSHIP, score, score, 1.5, Method.MEASURED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ambassador", "a status of more than forty letters is no status at all"})
  void shouldBeNeutralWhereAStatusIsNotKnown(String status) {
    assertThat(score(Factor.MEMBERSHIP, with(ScoringInput.MEMBERSHIP_STATUS, status)))
        .isEqualTo(FactorScore.neutral(Factor.MEMBERSHIP, 1.5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Factor.class,
      names = {"JV_HISTORY", "SEEKING", "BOOKING_LINK", "MEMBERSHIP", "WEBSITE"})
  void shouldDescribeTheTargetAlone(Factor factor) {
    ScoringProfile eager =
        Profiles.set(ScoringProfile.builder("p", ""), ScoringInput.JV_HISTORY, "[1,2,3]")
            .value(ScoringInput.BOOKING_LINK, "1")
            .value(ScoringInput.WEBSITE, "1")
            .value(ScoringInput.MEMBERSHIP_STATUS, "active")
            .text(ScoringInput.SEEKING, "podcast", null)
            .build();

    assertThat(score(factor, eager, eager).orElseThrow().score()).isEqualTo(10);
    assertThat(score(factor, Profiles.unknown(), eager)).isEqualTo(score(factor, eager, eager));
  }
}
