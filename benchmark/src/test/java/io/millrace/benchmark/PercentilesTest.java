package io.millrace.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void shouldTakeTheNearestRank() {
    Percentiles hundred = Percentiles.of(LongStream.rangeClosed(1, 100).boxed().toList());

    assertThat(hundred.at(50)).isEqualTo(50);
    assertThat(hundred.at(99)).isEqualTo(99);
    assertThat(hundred.at(100)).isEqualTo(100);
  }

  @Test
  void shouldNotNeedSortedValues() {
    Percentiles three = Percentiles.of(List.of(30L, 10L, 20L));

    assertThat(three.at(50)).isEqualTo(20);
  }

  @Test
  void shouldRefuseWhereNothingWasMeasured() {
    Percentiles none = Percentiles.of(List.of());

    assertThatIllegalStateException().isThrownBy(() -> none.at(50));
  }
}
