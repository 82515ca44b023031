package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceHealthTest {
  private static final Duration LONGEST_POLL = Duration.ofMinutes(5);
  private static final ThreadHealth BUSY = new ThreadHealth("thread-1", "RUNNING", 0);

  @Test
  void shouldBeWellWhereAllThreadsPollAndStateIsRestored() {
    InstanceHealth health = health("RUNNING", List.of(BUSY, BUSY), 0);

    assertThat(health.isLive()).isTrue();
    assertThat(health.isReady()).isTrue();
    assertThat(health.hindrances()).isEmpty();
  }

  @Test
  void shouldLiveButNotBeReadyWhileStoresAreRestored() {
    InstanceHealth health = health("REBALANCING", List.of(BUSY, BUSY), 12);

    assertThat(health.isLive()).isTrue();
    assertThat(health.isReady()).isFalse();
    assertThat(health.hindrances())
        .containsExactly("millrace-g1 is REBALANCING, 12 partitions of stores to restore");
  }

  @Test
  void shouldNotLiveWithAThreadThatHangs() {
    ThreadHealth hung = new ThreadHealth("thread-2", "RUNNING", 301);

    InstanceHealth health = health("RUNNING", List.of(BUSY, hung), 0);

    assertThat(health.faults()).containsExactly("millrace-g1: thread-2 has not polled for 301 s");
    assertThat(health.isReady()).as("what does not live is not ready").isFalse();
  }

  @Test
  void shouldGiveAThreadAllTheTimeThatKafkaGivesIt() {
    ThreadHealth slow = new ThreadHealth("thread-2", "RUNNING", 300);

    assertThat(health("RUNNING", List.of(BUSY, slow), 0).isLive()).isTrue();
  }

  @Test
  void shouldNotLiveWithADeadThreadOrOneTooFew() {
    ThreadHealth dead = new ThreadHealth("thread-2", "DEAD", 1_000);

    assertThat(health("RUNNING", List.of(BUSY, dead), 0).faults())
        .containsExactly("millrace-g1 has 1 of 2 stream threads");
    assertThat(health("RUNNING", List.of(BUSY), 0).faults())
        .containsExactly("millrace-g1 has 1 of 2 stream threads");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ERROR", "PENDING_ERROR", "NOT_RUNNING"})
  void shouldNotLiveWhereTheEngineHasGivenUp(String state) {
    InstanceHealth health = health(state, List.of(), 0);

    assertThat(health.faults())
        .containsExactly("millrace-g1 is " + state + " and will not recover");
    assertThat(health.isReady()).isFalse();
  }

  @Test
  void shouldBeAsWellAsTheWorstApplication() {
    ApplicationHealth rows = new ApplicationHealth("millrace-rows", "RUNNING", List.of(BUSY), 1, 0);
    ApplicationHealth generation =
        new ApplicationHealth("millrace-g1", "REBALANCING", List.of(BUSY), 1, 0);

    InstanceHealth health = InstanceHealth.of(List.of(rows, generation), LONGEST_POLL);

    assertThat(health.isLive()).isTrue();
    assertThat(health.hindrances()).containsExactly("millrace-g1 is REBALANCING");
  }

  private static InstanceHealth health(String state, List<ThreadHealth> threads, int restoring) {
    return InstanceHealth.of(
        List.of(new ApplicationHealth("millrace-g1", state, threads, 2, restoring)), LONGEST_POLL);
  }
}
