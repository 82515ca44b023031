package io.millrace.inference.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final BatchSize size = new BatchSize(32, TIMEOUT);

  @Test
  void shouldAllowFullBatchesAtFirst() {
    assertThat(size.value()).isEqualTo(32);
  }

  @Test
  void shouldHalve_whenARequestTimesOut() {
    size.timedOut(0, 8);

    assertThat(size.value()).isEqualTo(16);
  }

  @Test
  void shouldHalveOnce_whenRequestsThatWereUnderWayTogetherTimeOut() {
    size.timedOut(0, 8);
    size.timedOut(1, 9);
    size.timedOut(7, 15);

    assertThat(size.value()).isEqualTo(16);
  }

  @Test
  void shouldHalveAgain_whenARequestTimesOutThatWasSentAfterwards() {
    size.timedOut(0, 8);
    size.timedOut(8, 16);

    assertThat(size.value()).isEqualTo(8);
  }

  @Test
  void shouldNeverAllowLessThanOne() {
    for (int sentAt = 0; sentAt < 100; sentAt++) {
      size.timedOut(sentAt, sentAt);
    }

    assertThat(size.value()).isEqualTo(1);
  }

  @Test
  void shouldAllowWhatFitsIntoHalfOfTheTimeout_whenAnAnswerTookLonger() {
    size.answered(32, Duration.ofSeconds(6));

    assertThat(size.value()).as("32 inputs in 6 s are 21 in 4 s").isEqualTo(21);
  }

  @Test
  void shouldStay_whenASmallRequestTookLong() {
    size.answered(1, Duration.ofSeconds(6));

    assertThat(size.value()).as("it waited behind others").isEqualTo(32);
  }

  @Test
  void shouldGrowAgain_whenAnswersAreQuick() {
    size.timedOut(0, 8);
    for (int answer = 0; answer < 100; answer++) {
      size.answered(16, Duration.ofSeconds(1));
    }

    assertThat(size.value()).isEqualTo(32);
  }

  @Test
  void shouldStay_whenAnswersAreNeitherQuickNorSlow() {
    size.timedOut(0, 8);
    size.answered(16, Duration.ofSeconds(3));

    assertThat(size.value()).isEqualTo(16);
  }
}
