package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {
  @Test
  void shouldRunEveryTaskOnceOnOneLaneInOrder() {
    StringBuilder order = new StringBuilder();

    try (Lanes lanes = new Lanes(1)) {
      lanes.run(List.of(() -> order.append('a'), () -> order.append('b'), () -> order.append('c')));
      lanes.run(List.of());
    }

    assertThat(order).hasToString("abc");
  }

  @Test
  void shouldRunTasksSideBySide() {
    CountDownLatch bothRun = new CountDownLatch(2);
    Runnable meeting =
        () -> {
          bothRun.countDown();
          try {
            bothRun.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };

    try (Lanes lanes = new Lanes(2)) {
      lanes.run(List.of(meeting, meeting));
    }

    assertThat(bothRun.getCount()).isZero();
  }

  @Test
  void shouldRunTheOthersWhenATaskThrows() {
    AtomicInteger ran = new AtomicInteger();
    Runnable failing =
        () -> {
          throw new IllegalStateException("in a lane");
        };
    List<Runnable> tasks =
        IntStream.range(0, 9)
            .<Runnable>mapToObj(index -> index == 3 ? failing : ran::incrementAndGet)
            .toList();

    try (Lanes lanes = new Lanes(2)) {
      assertThatThrownBy(() -> lanes.run(tasks)).isInstanceOf(CompletionException.class);
    }

    assertThat(ran).hasValue(8);
  }
}
