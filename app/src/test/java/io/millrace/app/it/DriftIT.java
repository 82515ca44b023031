package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.audit.Audit;
import io.millrace.app.audit.AuditRepair;
import io.millrace.app.audit.AuditReport;
import io.millrace.app.doctor.Doctor;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.report.ReadOnly;
import io.millrace.app.rereads.RowRequests;
import io.millrace.connectors.AuditStatements;
import io.millrace.connectors.CaptureState;
import io.millrace.connectors.Finding;
import io.millrace.schemas.RereadReason;
import io.millrace.stack.PartName;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that somebody changed: what is said of it, and what brings it back. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(7)
class DriftIT {
  private static final Community COMMUNITY = new Community("drift", 20);
  private static final int STATEMENT_SECONDS = 60;

  private final RunningPipeline pipeline;
  private final Tables tables;

  DriftIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @Test
  void shouldFindNoFaultInAPipelineThatRuns() {
    assertThat(Doctor.examine(pipeline.installation()).findings())
        .filteredOn(Finding.Fault.class::isInstance)
        .isEmpty();
    assertThat(pipeline.status()).doesNotContain("problem:");
  }

  /** The slot is dropped while nobody reads it; an edit and a new row are in no log afterwards. */
  @Test
  void shouldCarryOutWhatWasCommittedWhileThereWasNoSlot_invariant3() throws SQLException {
    long calls = pipeline.metrics().modelCalls();
    pipeline.kill(PartName.CONNECT);
    tables.text(
        "select count(pg_terminate_backend(active_pid)) from pg_replication_slots where active");
    await().untilAsserted(() -> assertThat(slot()).isEqualTo("IDLE"));
    tables.text("select 'dropped' from pg_drop_replication_slot('millrace')");
    edit(1, "A workshop where old radios are mended");
    assertThat(pipeline.status()).contains("slot 'millrace' is not there", "run 'millrace up'");

    pipeline.up();
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isEqualTo(1);
    assertThat(pipeline.oracle().wrong()).isEmpty();
    assertThat(pipeline.status()).doesNotContain("problem:");
  }

  /** What the publication leaves out is lost to the capture; the connector runs on. */
  @Test
  void shouldReadTablesAnewAfterThePublicationWasAltered_invariant3() throws SQLException {
    tables.execute("alter publication millrace drop table profiles");
    edit(2, "A choir for people who think that they cannot sing");
    assertThat(pipeline.status()).contains("leaves out the table public.profiles");

    pipeline.up();
    pipeline.awaitWritten();

    assertThat(pipeline.oracle().wrong()).isEmpty();
    assertThat(pipeline.status()).doesNotContain("problem:");
  }

  /** A vector and scores that are gone, and a vector of another row; nothing is computed again. */
  @Test
  void shouldRepairExactlyTheGapWithoutAModelCall_invariant3() throws SQLException {
    long gapOfOthers = audit().gap();
    tables.execute(
        "update profiles set embedding_seeking = null where id = ?", COMMUNITY.profile(3));
    tables.execute(
        "update profiles set embedding_offering = (select embedding_offering from profiles"
            + " where id = ?) where id = ?",
        COMMUNITY.profile(4),
        COMMUNITY.profile(5));
    tables.execute(
        "update millrace.provenance set input_hash = 'x' where key = ? and column_name ="
            + " 'embedding_seeking'",
        COMMUNITY.profile(6).toString());
    pipeline.awaitWritten();
    long calls = pipeline.metrics().modelCalls();
    assertThat(audit().gap()).isEqualTo(gapOfOthers + 3);

    long asked = repair();
    pipeline.awaitWritten();

    assertThat(asked).isBetween(3L, gapOfOthers + 3);
    assertThat(audit().gap()).isEqualTo(gapOfOthers);
    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isZero();
    assertThat(pipeline.oracle().wrong()).isEmpty();
  }

  private void edit(int number, String text) throws SQLException {
    tables.execute("update profiles set seeking = ? where id = ?", text, COMMUNITY.profile(number));
  }

  private String slot() throws SQLException {
    try (Connection connection = pipeline.installation().open()) {
      return new CaptureState(connection, pipeline.installation().names()).slot().name();
    }
  }

  private AuditStatements statements(Connection connection) throws SQLException {
    return AuditStatements.read(
        connection,
        pipeline.plan(),
        pipeline.installation().names(),
        InstalledTasks.versions(
            pipeline.installation(), PlannedGeneration.active(pipeline.installation())));
  }

  private AuditReport audit() throws SQLException {
    try (Connection connection = pipeline.installation().open()) {
      AuditStatements statements = statements(connection);
      return ReadOnly.run(
          connection, STATEMENT_SECONDS, database -> Audit.read(database, statements));
    }
  }

  private long repair() throws SQLException {
    try (Connection connection = pipeline.installation().open();
        RowRequests requests = RowRequests.open(pipeline.installation())) {
      AuditStatements statements = statements(connection);
      AuditRepair.Requests repairs = rows -> requests.ask(rows, RereadReason.REPAIR);
      AuditRepair.prepare(connection, statements, rows -> requests.ask(rows, RereadReason.GONE));
      return ReadOnly.run(
          connection,
          STATEMENT_SECONDS,
          database -> AuditRepair.run(database, statements, repairs));
    }
  }
}
