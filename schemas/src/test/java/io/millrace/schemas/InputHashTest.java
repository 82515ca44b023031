package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Known values are md5 sums by coreutils, which PostgreSQL's md5() gives too. */
class InputHashTest {
  private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";

  @Test
  void shouldHashOneColumnAsItIs() {
    assertThat(InputHash.of(List.of("Podcast hosts")))
        .isEqualTo("4a32fde3e0999ac9570f1758106bd8ea");
  }

  @Test
  void shouldHashTheBytesOfUtf8() {
    assertThat(InputHash.of(List.of("Käufer 🌊"))).isEqualTo("5553810e6e266dcf29c8caf617fab8e6");
  }

  @Test
  void shouldTakeNullForTheEmptyText() {
    assertThat(InputHash.of(Arrays.asList((String) null))).isEqualTo(EMPTY);
    assertThat(InputHash.of(List.of(""))).isEqualTo(EMPTY);
  }

  @Test
  void shouldNotNormalise() {
    assertThat(InputHash.of(List.of(" a"))).isNotEqualTo(InputHash.of(List.of("a")));
  }

  @Test
  void shouldJoinSeveralColumnsByTheUnitSeparator() {
    assertThat(InputHash.of(Arrays.asList("a", null, "c")))
        .isEqualTo("8aeb5fa242b6f2526c1ba7965cedcc5c");
  }

  @Test
  void shouldDoubleTheSeparatorWithinAColumnOfSeveral() {
    assertThat(InputHash.of(List.of("a\u001fb", "c")))
        .isEqualTo("d2deff7bed0c57c7eb40c1497d07bf2f");
    assertThat(InputHash.of(List.of("a\u001fb", "c")))
        .isNotEqualTo(InputHash.of(List.of("a", "b", "c")));
  }

  @Test
  void shouldNotTouchTheSeparatorInASingleColumn() {
    assertThat(InputHash.of(List.of("a\u001fb"))).isEqualTo(InputHash.md5("a\u001fb"));
  }

  @Test
  void shouldRefuseNoColumns() {
    assertThatIllegalArgumentException().isThrownBy(() -> InputHash.of(List.of()));
  }
}
