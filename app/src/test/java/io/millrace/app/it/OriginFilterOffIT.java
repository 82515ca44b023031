package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to the sink's own writes where the server cannot leave them out of the stream. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(3)
class OriginFilterOffIT {
  private static final Community COMMUNITY = new Community("echo", 20);

  private final RunningPipeline pipeline;
  private final Tables tables;

  OriginFilterOffIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    pipeline.upWithoutOriginFilter();
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
    pipeline.awaitWritten(); // the echoes of what was written
  }

  @AfterAll
  void restore() {
    pipeline.up();
  }

  @Test
  void shouldCountEchoesAndDropThem_invariant1() throws SQLException {
    Metrics before = pipeline.metrics();
    long events = pipeline.changeEvents();

    tables.execute(
        "update profiles set seeking = 'A choir that sings at railway stations' where id = ?",
        COMMUNITY.profile(3));
    pipeline.awaitWritten();
    Map<String, String> written = tables.versions();
    pipeline.awaitWritten(); // the echoes

    Metrics after = pipeline.metrics();
    long echoes = pipeline.changeEvents() - events - 1;
    assertThat(echoes).as("events of the sink's writes").isGreaterThanOrEqualTo(5);
    assertThat(after.feedbackEvents() - before.feedbackEvents()).as("echoes").isEqualTo(echoes);
    assertThat(after.modelCalls() - before.modelCalls()).as("model calls").isEqualTo(1);
    assertThat(tables.versions()).as("no write follows").isEqualTo(written);
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }
}
