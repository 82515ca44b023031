package io.millrace.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchResultTest {
  private static SearchResult of(Map<String, @Nullable String> fields) {
    return new SearchResult(
        "profiles",
        "test/model",
        1,
        List.of("embedding_seeking"),
        false,
        List.of(new FoundRow("p1", "embedding_seeking", 0.73456, fields)));
  }

  @Test
  void shouldPrintSimilarityKeyColumnAndTexts() {
    assertThat(of(Map.of("seeking", "a stage")).text())
        .isEqualTo(
            """
            1 rows of profiles, nearest first, by embedding_seeking of test/model

             0.735  p1  embedding_seeking
                    seeking: a stage""");
  }

  /** Texts of rows are strangers' texts. */
  @Test
  void shouldPrintNothingThatATerminalActsOn() {
    String text = of(Map.of("seeking", "red \u001b[31m and\r\nlines \u202e turned")).text();

    assertThat(text).contains("seeking: red [31m and lines turned").doesNotContain("\u001b", "\r");
  }

  @Test
  void shouldCutLongTexts_butNotInJson() {
    String longText = "word ".repeat(100).strip();
    SearchResult result = of(Map.of("seeking", longText));

    assertThat(result.text()).endsWith(" …").hasSizeLessThan(300);
    assertThat(result.document().toString()).contains(longText);
  }

  @Test
  void shouldSayThatAColumnIsEmpty() {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("name", null);

    assertThat(of(fields).text()).endsWith("name: -");
  }

  @Test
  void shouldSayThatNothingWasFound() {
    SearchResult nothing = new SearchResult("profiles", "m", 1, List.of("v"), true, List.of());

    assertThat(nothing.text())
        .isEqualTo(
            """
            The text is longer than the model reads; only its beginning counts.
            No row has a vector and passes the filters.""");
  }
}
