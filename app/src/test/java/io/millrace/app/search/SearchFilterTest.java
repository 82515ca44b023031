package io.millrace.app.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.app.search.SearchFilter.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "niche=health|niche|EQUAL|health",
        "niche!=health|niche|NOT_EQUAL|health",
        "list_size<10|list_size|LESS|10",
        "list_size<=10|list_size|AT_MOST|10",
        "list_size>10|list_size|GREATER|10",
        "list_size >= 10|list_size|AT_LEAST|10",
        "tags~podcast|tags|CONTAINS|podcast",
        "niche=a=b|niche|EQUAL|a=b",
        "niche=>=1|niche|EQUAL|>=1"
      })
  void shouldReadColumnOperatorAndValue(
      String text, String column, Operator operator, String value) {
    assertThat(SearchFilter.parse(text)).isEqualTo(new SearchFilter(column, operator, value));
  }

  @Test
  void shouldTakeAnEmptyValue() {
    assertThat(SearchFilter.parse("niche="))
        .isEqualTo(new SearchFilter("niche", Operator.EQUAL, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "niche", "=health"})
  void shouldSayWhatAFilterLooksLike_whenItIsNone(String text) {
    assertThatThrownBy(() -> SearchFilter.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("COLUMN=VALUE");
  }

  @Test
  void shouldCompareNumbersAsNumbersAndTheRestByItsText() {
    assertThat(SearchFilter.parse("a>=9").condition("\"a\"", ComparedAs.NUMBER))
        .isEqualTo("\"a\"::numeric >= ?::numeric");
    assertThat(SearchFilter.parse("a!=b").condition("\"a\"", ComparedAs.TEXT))
        .isEqualTo("\"a\"::text is distinct from ?::text");
    assertThat(SearchFilter.parse("a~b").condition("\"a\"", ComparedAs.NUMBER))
        .isEqualTo("position(lower(?) in lower(\"a\"::text)) > 0");
  }

  @Test
  void shouldNameTheColumnAndTheValue_whenANumberIsNeeded() {
    assertThatThrownBy(
            () -> SearchFilter.parse("size>many").condition("\"size\"", ComparedAs.NUMBER))
        .isInstanceOf(UserException.class)
        .hasMessage("The filter on 'size' needs a number, and 'many' is none.");
  }
}
