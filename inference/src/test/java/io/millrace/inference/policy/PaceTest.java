package io.millrace.inference.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private final AtomicLong now = new AtomicLong();

  private Pace pace(double requests, double inputs) {
    return new Pace(requests, inputs, 32, LONGEST_WAIT, now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void shouldLetEverythingOutAtOnceWithoutALimit() {
    Pace pace = pace(0, 0);

    assertThat(pace.reserve(1_000)).contains(Duration.ZERO);
    assertThat(pace.reserve(1_000)).contains(Duration.ZERO);
  }

  @Test
  void shouldSpaceInputsByTheRate() {
    Pace pace = pace(0, 10);

    assertThat(pace.reserve(20)).contains(Duration.ZERO);
    assertThat(pace.reserve(5)).contains(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(1));
    assertThat(pace.reserve(1)).contains(Duration.ofMillis(1_500));
  }

  @Test
  void shouldSpaceRequestsByTheirRate() {
    Pace pace = pace(2, 0);

    assertThat(pace.reserve(32)).contains(Duration.ZERO);
    assertThat(pace.reserve(1)).contains(Duration.ofMillis(500));
  }

  @Test
  void shouldSendBackWhatWouldWaitTooLong() {
    Pace pace = pace(0, 1);
    pace.reserve(32);

    assertThat(pace.reserve(1)).isEmpty();
    assertThat(pace.held()).isEqualTo(Duration.ofSeconds(32));
    pass(Duration.ofSeconds(31));
    assertThat(pace.reserve(1)).contains(Duration.ofSeconds(1));
  }

  @Test
  void shouldWaitAndSlowDownWhenTheProviderRefusesForHaste() {
    Pace pace = pace(0, 100);
    pace.reserve(64);

    pace.limited(Duration.ofSeconds(3));

    assertThat(pace.reserve(1)).contains(Duration.ofSeconds(3));
    assertThat(pace.rate()).isLessThan(100);
    assertThat(pace.batch()).isEqualTo(16);
    assertThat(pace.isSlowed()).isTrue();
  }

  @Test
  void shouldTakeRefusalsOfOneMomentForOne() {
    Pace pace = pace(0, 100);
    pace.reserve(64);
    pace.limited(Duration.ofSeconds(3));
    double once = pace.rate();

    pace.limited(Duration.ofSeconds(3));

    assertThat(pace.rate()).isEqualTo(once);
    assertThat(pace.batch()).isEqualTo(16);
  }

  @Test
  void shouldRecoverToTheConfiguredRate() {
    Pace pace = pace(0, 100);
    pace.reserve(32);
    pace.limited(Duration.ofSeconds(1));

    for (int second = 0; second < 300; second++) {
      pass(Duration.ofSeconds(1));
      pace.succeeded(Math.max(1, (int) pace.rate()));
    }

    assertThat(pace.rate()).isEqualTo(100);
    assertThat(pace.batch()).isEqualTo(32);
    assertThat(pace.isSlowed()).isFalse();
  }

  /** Five simulated minutes against a provider that permits 20 inputs a second and saves none. */
  @Test
  void shouldSettleNearTheRateThatTheProviderPermits() {
    Pace pace = pace(0, 0);
    double permitted = 20;
    double saved = permitted;
    long answered = 0;
    long refused = 0;
    long last = 0;
    while (now.get() < Duration.ofMinutes(5).toNanos()) {
      int batch = pace.batch();
      Optional<Duration> wait = pace.reserve(batch);
      pass(wait.orElse(pace.held()));
      if (wait.isEmpty()) {
        continue;
      }
      saved = Math.min(permitted, saved + (now.get() - last) / 1e9 * permitted);
      last = now.get();
      if (saved < batch) {
        refused++;
        pace.limited(Duration.ofSeconds(1));
      } else {
        saved -= batch;
        answered += batch;
        pace.succeeded(batch);
      }
      pass(Duration.ofMillis(20));
    }

    assertThat(answered / 300.0).as("inputs a second").isBetween(permitted * 0.7, permitted * 1.02);
    assertThat((double) refused / (refused + answered))
        .as("share of refusals")
        .isCloseTo(0, within(0.1));
  }
}
