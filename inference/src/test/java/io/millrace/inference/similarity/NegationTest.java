package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no course                  | true",
        "I don't do workshops       | true",
        "I used to run retreats     | true",
        "keine Kurse                | true",
        "Não vendo cursos           | true",
        "no-nonsense coaching       | false",
        "not only a course          | false",
        "not-for-profit consulting  | false",
        "a course you used to want  | false",
        "courses                    | false"
      })
  void shouldTellItemsThatDeny(String item, boolean denies) {
    assertThat(Negation.denies(Tokens.words(item))).isEqualTo(denies);
  }
}
