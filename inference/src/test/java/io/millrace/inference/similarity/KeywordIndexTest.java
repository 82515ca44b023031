package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordIndexTest {
  private final KeywordIndex index =
      new KeywordIndex(
          List.of(
              new SimilarityLabel(
                  "first",
                  "d",
                  List.of("mill*", "1:1", "# weeks", "#% commission", "in person", "coach* for"),
                  List.of()),
              new SimilarityLabel("second", "d", List.of("mill", "société"), List.of())));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the millers' MILL            | 1 | 1",
        "windmill                     | 0 | 0",
        "1-1 or one to one            | 1 | 0",
        "eight weeks, 12 weeks        | 1 | 0",
        "weeks                        | 0 | 0",
        "30% commission               | 1 | 0",
        "in-person and In Person      | 1 | 0",
        "coaching for owners          | 1 | 0",
        "SOCIETE                      | 0 | 1",
      })
  void shouldCountDifferentKeywordsOfEachLabel(String text, int first, int second) {
    assertThat(index.count(Tokens.of(text))).containsExactly(first, second);
  }
}
