package io.millrace.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTextTest {
  private static final String PLACEHOLDER = "__unavailable_7d1f";

  private final ColumnText text = new ColumnText(PLACEHOLDER);

  @Test
  void shouldTakeThePlaceholderForUnchanged_invariant6() {
    assertThat(text.read(PLACEHOLDER)).isEqualTo(ColumnValue.UNCHANGED);
    assertThat(text.read(List.of(PLACEHOLDER))).isEqualTo(ColumnValue.UNCHANGED);
  }

  @Test
  void shouldTakeEverythingElseAsTyped_invariant6() {
    assertThat(text.read("__debezium_unavailable_value"))
        .isEqualTo(ColumnValue.of("__debezium_unavailable_value"));
    assertThat(text.read(List.of(PLACEHOLDER, "another")))
        .as("PostgreSQL leaves out whole arrays only")
        .isEqualTo(ColumnValue.of("[\"" + PLACEHOLDER + "\",\"another\"]"));
  }

  @Test
  void shouldTellNothingFromUnchanged() {
    assertThat(text.read(null)).isEqualTo(ColumnValue.of(null));
    assertThat(text.read(List.of())).isEqualTo(ColumnValue.of("[]"));
    assertThat(text.read(Arrays.asList("a", null))).isEqualTo(ColumnValue.of("[\"a\",null]"));
  }
}
