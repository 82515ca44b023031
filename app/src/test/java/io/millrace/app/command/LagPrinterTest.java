package io.millrace.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagPrinterTest {
  private static final LagView.Reading READING = new FixedReading();

  @Test
  void shouldPrintOneDocumentALine() {
    assertThat(printed(LagPrinter.JSON)).isEqualTo("{\"behind_seconds\":6.0}\n");
  }

  @Test
  void shouldPrintATableOnce() {
    assertThat(printed(LagPrinter.TABLE)).isEqualTo("head\nrow\n");
  }

  @Test
  void shouldPutATableInThePlaceOfTheOneBefore() {
    assertThat(printed(LagPrinter.SCREEN)).isEqualTo("\033[Hhead\033[K\nrow\033[K\n\033[J");
  }

  @Test
  void shouldAppendLinesWhereTheOutputIsNoTerminal() {
    assertThat(printed(LagPrinter.LINES)).isEqualTo("line\n");
    assertThat(LagPrinter.of(true, true)).isEqualTo(LagPrinter.JSON);
    assertThat(LagPrinter.of(false, false)).isEqualTo(LagPrinter.TABLE);
  }

  @Test
  void shouldFailOnlyAboveTheLimit() {
    assertThat(LagWatch.isAbove(READING, null)).isFalse();
    assertThat(LagWatch.isAbove(READING, Duration.ofSeconds(5))).isTrue();
    assertThat(LagWatch.isAbove(READING, Duration.ofSeconds(6))).isFalse();
  }

  private static String printed(LagPrinter printer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    printer.print(READING, new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  private record FixedReading() implements LagView.Reading {
    @Override
    public double behindSeconds() {
      return 6;
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public Map<String, Object> document() {
      return Map.of("behind_seconds", behindSeconds());
    }

    @Override
    public String text(boolean hasBlocks, boolean isWatched) {
      return "head\nrow";
    }

    @Override
    public String line() {
      return "line";
    }
  }
}
