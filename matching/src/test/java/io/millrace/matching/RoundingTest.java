package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0.0,0",
    "10,10",
    "-0.5,-0.5",
    "0.0001,0.0001",
    "8.2500,8.25",
    "3.0405,3.0405",
    "1e7,10000000",
    "0.00001,0.00001",
    "1e20,100000000000000000000"
  })
  void shouldWriteNumbersWithoutExponentAndTrailingZeros(double number, String text) {
    assertThat(Rounding.plain(number)).isEqualTo(text);
  }

  @Property
  void shouldWriteEachNumberExactly(@ForAll double number) {
    assertThat(new BigDecimal(Rounding.plain(number)))
        .isEqualByComparingTo(BigDecimal.valueOf(number));
    double rounded = Rounding.round(number);
    assertThat(new BigDecimal(Rounding.plain(rounded)))
        .isEqualByComparingTo(BigDecimal.valueOf(rounded));
  }
}
