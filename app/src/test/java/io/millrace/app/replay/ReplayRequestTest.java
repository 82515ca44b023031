package io.millrace.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplayRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void shouldCallResultsTooOldByTheirAge_orAllOfThem_orNone() {
    assertThat(request(OptionalInt.of(30), false).computedBefore(NOW))
        .isEqualTo(NOW.minus(Duration.ofDays(30)).toEpochMilli());
    assertThat(request(OptionalInt.empty(), true).computedBefore(NOW))
        .isEqualTo(NOW.toEpochMilli());
    assertThat(request(OptionalInt.empty(), false).computedBefore(NOW)).isZero();
  }

  @Test
  void shouldSayTheSameForTheSameOnly() {
    assertThat(request(OptionalInt.of(30), false).words())
        .isEqualTo("--type embeddings --table profiles --stale-days 30")
        .isNotEqualTo(request(OptionalInt.of(31), false).words())
        .isNotEqualTo(request(OptionalInt.empty(), true).words());
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    assertThatThrownBy(() -> request(OptionalInt.of(0), false)).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> request(OptionalInt.of(1), true)).isInstanceOf(UserException.class);
    assertThatThrownBy(
            () ->
                new ReplayRequest(
                    ReplayType.SCORES,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    OptionalInt.empty(),
                    false))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new ReplaySpeed(0, OptionalDouble.empty()))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new ReplaySpeed(1, OptionalDouble.of(0)))
        .isInstanceOf(UserException.class);
  }

  private static ReplayRequest request(OptionalInt staleDays, boolean isAskedAgain) {
    return new ReplayRequest(
        ReplayType.EMBEDDINGS,
        Optional.of("profiles"),
        Optional.empty(),
        false,
        staleDays,
        isAskedAgain);
  }
}
