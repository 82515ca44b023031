package io.millrace.matching;

import static io.millrace.matching.Profiles.compact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactInputsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          REVENUE_TIER      | Premium                                           | 4
          PLATFORMS         | {"youtube_channel":"@me","podcast":true,"x":null} | podcast+youtube
          JV_HISTORY        | [{"partner":"secret"},{"partner":"another"}]      | 2
          BOOKING_LINK      | https://example.org/book/me                       | 1
          CURRENT_PROJECTS  | a secret summit                                   | 1
          MEMBERSHIP_STATUS | Active                                            | active
          ENGAGEMENT        | 0.420                                             | 0.42
          LIST_SIZE         | 1e3                                               | 1000
          CREDENTIALS       | {"books":["x"],"credibility_score":0.3500}        | 0.35
          CONTENT_STYLE     | {"primary":"b","secondary":"a","confidence":0.1}  | b+a
          OFFER_TYPES       | [{"type":"b","confidence":0.9},{"type":"a","confidence":0.5}] | a+b
          """)
  void shouldKeepOnlyWhatScoringNeeds(ScoringInput input, String column, String expected) {
    assertThat(compact(input, column)).isEqualTo(expected.replace('+', '\n'));
  }

  @Test
  void shouldTellNoTypesFromNoCertainTypes() {
    assertThat(compact(ScoringInput.OFFER_TYPES, "[]")).isNull();
    assertThat(compact(ScoringInput.OFFER_TYPES, "[{\"type\":\"a\",\"confidence\":0.1}]"))
        .isEmpty();
    assertThat(CompactInputs.names("")).isEmpty();
  }

  @Test
  void shouldCountColumnsThatAreFilled() {
    assertThat(compact(ScoringInput.COMPLETENESS, "a", null, "b")).isEqualTo("0.6667");
    assertThat(compact(ScoringInput.CONTACT, "a", null, " ")).isEqualTo("1");
  }

  @Test
  void shouldRefuseATextSinceItHasAFormOfItsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compact(ScoringInput.SEEKING, "text"))
        .withMessageContaining("seeking");
  }

  @Test
  void shouldNameEveryInputAsThePlanDoes() {
    assertThat(ScoringInput.named("revenue_tier")).contains(ScoringInput.REVENUE_TIER);
    assertThat(ScoringInput.named("jv_history")).contains(ScoringInput.JV_HISTORY);
    assertThat(ScoringInput.named("shoe_size")).isEmpty();
  }

  @Test
  void shouldReadNamesBackAsTheyWereWritten() {
    assertThat(CompactInputs.names("b\na")).isEqualTo(List.of("b", "a"));
  }
}
