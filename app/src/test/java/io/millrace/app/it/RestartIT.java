package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stop and a start in good order cost: nothing. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class RestartIT {
  private static final Community COMMUNITY = new Community("restart", 20);

  private final RunningPipeline pipeline;
  private final Tables tables;

  RestartIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @Test
  void shouldNeitherCallTheModelNorWrite_whenStoppedAndStartedAgain_invariant2()
      throws SQLException {
    Map<String, String> before = tables.versions();

    pipeline.down();
    pipeline.up();
    pipeline.awaitWritten();

    assertThat(tables.versions()).isEqualTo(before);
    assertThat(pipeline.metrics().modelCalls()).as("model calls").isZero();
    assertThat(pipeline.metrics().rowsWritten()).as("rows written").isZero();
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  void shouldCarryOutWhatWasCommittedWhileItWasDown_invariant3() throws SQLException {
    pipeline.kill(PartName.CONNECT);
    pipeline.kill(PartName.STREAMS);
    tables.execute(
        "update profiles set seeking = 'A home for old sewing machines' where id = ?",
        COMMUNITY.profile(3));
    tables.execute("delete from profiles where id = ?", COMMUNITY.profile(4));
    pipeline.down();
    pipeline.up();
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls()).as("model calls").isEqualTo(1);
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  void shouldRestoreItsStoresWithoutErrors_whenItWasKilled() throws IOException, SQLException {
    pipeline.kill(PartName.STREAMS);
    pipeline.up();
    pipeline.awaitWritten();

    assertThat(Files.readString(pipeline.home().logs().resolve("streams.log")))
        .contains("event=stores_dropped")
        .doesNotContain("TaskCorruptedException");
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  @Test
  void shouldLeaveEverythingRunning_whenStartedTwice() {
    List<Long> before = processes();

    pipeline.up();

    assertThat(processes()).isEqualTo(before);
  }

  private List<Long> processes() {
    return Arrays.stream(PartName.values())
        .filter(part -> part != PartName.STREAMS_NEXT)
        .map(pipeline::process)
        .toList();
  }
}
