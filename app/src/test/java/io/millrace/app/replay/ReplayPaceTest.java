package io.millrace.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReplayPaceTest {
  private final Hands clock = new Hands();

  @Test
  void shouldWaitUntilTheRateAllowsMore() {
    ReplayPace pace = new ReplayPace(OptionalDouble.of(20), clock);

    assertThat(pace.after(10)).isEqualTo(Duration.ofMillis(500));
    clock.now = clock.now.plusMillis(700);
    assertThat(pace.after(10)).as("the pause before counts").isEqualTo(Duration.ofMillis(300));
    clock.now = clock.now.plusSeconds(60);
    assertThat(pace.after(10)).isZero();
  }

  @Test
  void shouldNotWait_whenNoRateIsGiven() {
    assertThat(new ReplayPace(OptionalDouble.empty(), clock).after(1_000_000)).isZero();
  }

  /** A clock that stands still until a test moves it. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
