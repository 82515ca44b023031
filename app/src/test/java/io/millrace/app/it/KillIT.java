package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.stack.PartName;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a part in the middle of a burst of edits; nothing may be lost and nothing be paid twice.
 * The property {@code millrace.it.edits} sets the length of the burst.
 */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(4)
class KillIT {
  private static final Community COMMUNITY = new Community("kill", 30);
  private static final int EDITS = Integer.getInteger("millrace.it.edits", 100);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final RunningPipeline pipeline;
  private final Tables tables;

  KillIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAMS", "CONNECT", "KAFKA", "POSTGRES"})
  void shouldMakeEveryRowRight_invariants2And3(PartName part) throws SQLException {
    long callsBefore = pipeline.metrics().modelCalls();
    long streams = pipeline.process(PartName.STREAMS);
    long failures = pipeline.failures();
    Burst burst = new Burst(tables, COMMUNITY, part.label(), EDITS);

    long killedAt;
    try (burst) {
      burst.start();
      await().atMost(LIMIT).until(() -> burst.committed() >= EDITS / 2);
      killedAt = System.nanoTime();
      pipeline.kill(part);
      pipeline.up();
      burst.await();
    }
    pipeline.awaitWritten();
    long recovery = Duration.ofNanos(System.nanoTime() - killedAt).toMillis();

    boolean isSameProcess = pipeline.process(PartName.STREAMS) == streams;
    long calls = pipeline.metrics().modelCalls() - (isSameProcess ? callsBefore : 0);
    System.out.printf(
        "kill -9 of %s after %d of %d edits: all written %d ms later, %d model calls%s%n",
        part.label(),
        EDITS / 2,
        EDITS,
        recovery,
        calls,
        isSameProcess ? "" : " of the new process");
    assertThat(calls).as("model calls").isLessThanOrEqualTo(burst.calls(pipeline.plan()));
    assertThat(pipeline.failures()).as("entries of the failure list").isEqualTo(failures);
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }
}
