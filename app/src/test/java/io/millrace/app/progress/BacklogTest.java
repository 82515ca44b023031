package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
  @Test
  void shouldAddRecordsAndKeepTheOldest() {
    Backlog sum = new Backlog(2, 1_000).plus(new Backlog(3, 400));

    assertThat(sum).isEqualTo(new Backlog(5, 400));
  }

  @Test
  void shouldNotTakeTheTimeOfNothing() {
    Backlog some = new Backlog(2, 1_000);

    assertThat(some.plus(Backlog.NONE)).isEqualTo(some);
    assertThat(Backlog.NONE.plus(some)).isEqualTo(some);
    assertThat(Backlog.NONE.plus(Backlog.NONE).isEmpty()).isTrue();
  }
}
