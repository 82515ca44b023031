package io.millrace.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void shouldMeasureFromTheCommitToTheLastWriteOfEachEdit() {
    Answers answers = new Answers();
    answers.add(1_001, 1_100);
    answers.add(1_001, 1_350);
    answers.add(1_052, 1_200);

    List<Long> latencies = answers.latencies(List.of(1_000L, 1_050L));

    assertThat(latencies).containsExactly(349L, 148L);
    assertThat(answers.rows()).isEqualTo(3);
  }

  @Test
  void shouldLeaveOutEditsThatCausedNoWrite() {
    Answers answers = new Answers();
    answers.add(1_051, 1_200);

    List<Long> latencies = answers.latencies(List.of(1_000L, 1_050L, 1_100L));

    assertThat(latencies).containsExactly(149L);
  }

  @Test
  void shouldLeaveOutWhatWasCausedBeforeTheFirstEdit() {
    Answers answers = new Answers();
    answers.add(999, 2_000);

    List<Long> latencies = answers.latencies(List.of(1_000L));

    assertThat(latencies).isEmpty();
  }
}
