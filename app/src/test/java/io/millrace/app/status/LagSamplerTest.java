package io.millrace.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LagSamplerTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final LagSampler sampler =
      new LagSampler(
          () -> {
            throw new IllegalStateException("not started");
          },
          nanos::get);

  @Test
  void shouldReadSeldomWhileNobodyLooks() {
    assertThat(sampler.interval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldReadOnceASecondWhileSomebodyLooks() {
    sampler.look();
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());

    assertThat(sampler.interval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldReadSeldomAgainAfterTheLastLook() {
    sampler.look();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(sampler.interval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldHaveNoReadingBeforeTheFirst() {
    assertThat(sampler.look()).isEmpty();
  }
}
