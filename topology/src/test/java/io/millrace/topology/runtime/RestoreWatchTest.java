package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreWatchTest {
  private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
  private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

  private final RestoreWatch watch = new RestoreWatch("millrace-g1", () -> 0);

  @Test
  void shouldCountWhatIsBeingRestored() {
    watch.onRestoreStart(FIRST, "store", 0, 10);
    watch.onRestoreStart(SECOND, "store", 0, 10);
    assertThat(watch.restoring()).isEqualTo(2);

    watch.onRestoreEnd(FIRST, "store", 10);
    watch.onRestoreSuspended(SECOND, "store", 4);

    assertThat(watch.restoring()).isZero();
  }

  @Test
  void shouldPassOverWhatIsWholeAlready() {
    watch.onRestoreStart(FIRST, "store", 10, 10);
    assertThat(watch.restoring()).isZero();

    watch.onRestoreEnd(FIRST, "store", 0);

    assertThat(watch.restoring()).isZero();
  }
}
