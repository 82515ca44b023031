package io.millrace.topology.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time is a number that the test advances. */
class BulkChangesTest {
  private static final long COMMITTED_AT = 1_000;
  private static final int MANY = 200;

  private final BulkChanges bulks = new BulkChanges();

  @Test
  void shouldHoldProfilesOfOneLargeTransactionUntilNoMoreCome() {
    change(MANY, COMMITTED_AT, 5_000);
    PendingKey first = PendingKey.profile("0");

    assertThat(bulks.hold(first, COMMITTED_AT, 5_040)).isTrue();
    assertThat(bulks.release(5_040)).isEmpty();
    change(1, COMMITTED_AT, 5_300);
    assertThat(bulks.release(5_650)).as("others came meanwhile").isEmpty();
    assertThat(bulks.release(5_700)).containsExactly(first);
    assertThat(bulks.release(5_701)).as("told once").isEmpty();
  }

  @Test
  void shouldNotHoldAnEditBesideALargeTransaction() {
    change(MANY, COMMITTED_AT, 5_000);
    change(1, COMMITTED_AT + 1, 5_000);

    assertThat(bulks.hold(PendingKey.profile("edited"), COMMITTED_AT + 1, 5_040)).isFalse();
  }

  @Test
  void shouldNotHoldFewProfilesOfOneTransaction() {
    change(100, COMMITTED_AT, 5_000);

    assertThat(bulks.hold(PendingKey.profile("0"), COMMITTED_AT, 5_001)).isFalse();
  }

  @Test
  void shouldNotHoldWhatItKnowsNothingOf() {
    assertThat(bulks.hold(PendingKey.profile("after a restart"), COMMITTED_AT, 5_000)).isFalse();
  }

  @Test
  void shouldLoseItsPatienceWithATransactionThatDoesNotEnd() {
    List<PendingKey> released = new ArrayList<>();
    change(MANY, COMMITTED_AT, 0);
    bulks.hold(PendingKey.profile("0"), COMMITTED_AT, 1);

    long now = 0;
    while (released.isEmpty()) {
      now += 100;
      change(1, COMMITTED_AT, now);
      released.addAll(bulks.release(now));
    }

    assertThat(now).isEqualTo(20_000);
    assertThat(bulks.hold(PendingKey.profile("1"), COMMITTED_AT, now)).isFalse();
  }

  private void change(int profiles, long causedAt, long now) {
    for (int profile = 0; profile < profiles; profile++) {
      bulks.add(causedAt, now);
    }
  }
}
