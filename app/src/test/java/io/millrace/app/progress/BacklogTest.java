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

  /** The database's clock may be ahead of this machine's. */
  @Test
  void shouldNeverBeNegative_invariant8() {
    Backlog backlog = new Backlog(2, 1_000);

    assertThat(backlog.seconds(3_500)).isEqualTo(2.5);
    assertThat(backlog.seconds(400)).isZero();
    assertThat(Backlog.NONE.seconds(3_500)).isZero();
  }
}
