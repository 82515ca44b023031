package io.millrace.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.status.Series.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final long START = 1_700_000_000_000L;
  private final Series series = new Series();

  @Test
  void shouldKeepTheWorstAndCountWhatHappenedWithinAStep() {
    add(0, 1, 100);
    add(5, 2, 110);
    add(6, 9, 125);
    add(7, 3, 130);

    assertThat(series.document(0))
        .containsEntry("at", List.of(START, START + 5_000))
        .containsEntry("behind_seconds", List.of(1.0, 9.0))
        .containsEntry("rows_written", List.of(0.0, 30.0));
  }

  @Test
  void shouldForgetAfterAnHour() {
    for (int step = 0; step < 800; step++) {
      add(5 * step, 0, 0);
    }

    assertThat((List<?>) series.document(0).get("at")).hasSize(720);
  }

  @Test
  void shouldTellAStepThatGoesOnAgain() {
    add(0, 1, 0);
    add(5, 1, 0);
    add(7, 2, 0);

    assertThat(series.document(START + 5_000)).containsEntry("behind_seconds", List.of(2.0));
  }

  private void add(int second, double behind, double rows) {
    series.add(new Moment(START + 1_000L * second, behind, null, null, rows, 0));
  }
}
