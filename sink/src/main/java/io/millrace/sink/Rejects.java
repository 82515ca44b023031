package io.millrace.sink;

import io.millrace.schemas.Failure;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what cannot be written: to the failure list, to Connect's dead letters, to the count. */
final class Rejects {
  private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);

  private final Failures failures;
  private final Reporter reporter;
  private final @Nullable ErrantRecordReporter deadLetters;
  private long count;

  /**
   * @param deadLetters of Connect; null: none are configured
   */
  Rejects(Failures failures, Reporter reporter, @Nullable ErrantRecordReporter deadLetters) {
    this.failures = failures;
    this.reporter = reporter;
    this.deadLetters = deadLetters;
  }

  /** Rejects a change that PostgreSQL refused. */
  void reject(Change change, RowError error) {
    reject(
        change.record(),
        failures.ofRow(change.table(), change.key(), error.reason(), error.detail()),
        Math.max(1, change.size()));
  }

  /** Rejects a record, or one of its values, that was found wanting before. */
  void reject(Intake.Rejection rejection) {
    reject(rejection.record(), rejection.failure(), 1);
  }

  private void reject(SinkRecord record, Failure failure, int values) {
    LOG.warn(
        "Row {}/{}{} was not written: {} ({})",
        failure.getTable(),
        failure.getKey(),
        failure.getColumn().isEmpty() ? "" : "/" + failure.getColumn(),
        failure.getDetail(),
        failure.getReason());
    reporter.fail(failure);
    if (deadLetters != null) {
      // Connect waits for it before it commits the offset.
      var unused = deadLetters.report(record, new DataException(failure.getDetail()));
    }
    count += values;
  }

  /** How many values were rejected since this was asked last. */
  long takeCount() {
    long taken = count;
    count = 0;
    return taken;
  }
}
