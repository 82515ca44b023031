package io.millrace.sink;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Writes the results of a batch into the rows they belong to.
 *
 * <p>Everything is written when {@link #put} returns, in transactions of at most {@link
 * SinkSettings#BATCH_ROWS} rows, so that offsets may be committed at once. A batch that comes again
 * changes nothing. What is written, and what is left alone, is said by {@link Decision} and {@link
 * ScoreDecision}; what an error means, by {@link FailureKind}. Records of a retired generation are
 * passed over and counted; a generation that the database does not know stops the task.
 *
 * <p>Used by one thread of Connect's, apart from {@link #stop}.
 */
public final class MillraceSinkTask extends SinkTask {
  private final Clock clock;
  private final Function<SinkSettings, Reporter> reporters;

  private @Nullable SinkSettings settings;
  private @Nullable Reporter reporter;
  private @Nullable SinkWriter writer;
  private @Nullable Rejects rejects;
  private volatile @Nullable DatabaseSession session;
  private int failedAttempts;

  /** Needed by Connect. */
  public MillraceSinkTask() {
    this(Clock.systemUTC(), KafkaReporter::connect);
  }

  MillraceSinkTask(Clock clock, Function<SinkSettings, Reporter> reporters) {
    this.clock = clock;
    this.reporters = reporters;
  }

  @Override
  public String version() {
    return MillraceSinkConnector.currentVersion();
  }

  @Override
  public void start(Map<String, String> props) {
    SinkSettings read = new SinkSettings(props);
    Reporter opened = reporters.apply(read);
    DatabaseSession database = new DatabaseSession(read, clock);
    Failures failures = new Failures(clock, read.generation());
    ErrantRecordReporter deadLetters = context.errantRecordReporter();
    Rejects refused = new Rejects(failures, opened, deadLetters);
    settings = read;
    reporter = opened;
    session = database;
    rejects = refused;
    SinkWriter made = new SinkWriter(read, database, opened, refused);
    writer = made;
    made.verify();
  }

  /**
   * Writes a batch.
   *
   * @throws RetriableException if the surroundings are at fault: Connect hands the same batch over
   *     again, after a pause that grows
   * @throws org.apache.kafka.connect.errors.ConnectException if only a person can help
   */
  @Override
  public void put(Collection<SinkRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    try {
      write(records);
      failedAttempts = 0;
      // At once, so that an idle sink shows no lag.
      context.requestCommit();
    } catch (RetriableException e) {
      context.timeout(pause().toMillis());
      failedAttempts++;
      throw e;
    }
  }

  private void write(Collection<SinkRecord> records) {
    SinkSettings current = requireNonNull(settings, "the task was not started");
    Rejects refused = requireNonNull(rejects);
    Intake intake = new Intake(current, new Failures(clock, current.generation())).read(records);
    requireNonNull(writer).write(intake.changes());
    intake.rejections().forEach(refused::reject);
    BatchSummary rest = new BatchSummary();
    rest.committedAt(clock.millis());
    rest.skipped(SkipReason.NO_TARGET, intake.untargeted());
    rest.skipped(SkipReason.FAILED, refused.takeCount());
    if (!rest.isEmpty()) {
      requireNonNull(reporter).report(rest);
    }
  }

  private Duration pause() {
    SinkSettings current = requireNonNull(settings);
    int doublings = Math.min(failedAttempts, Integer.SIZE / 2);
    Duration pause = current.retryBackoff().multipliedBy(1L << doublings);
    Duration longest = current.retryBackoffMax();
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /** Cancels what runs and closes everything. May be called repeatedly and before the start. */
  @Override
  public void stop() {
    DatabaseSession database = session;
    session = null;
    if (database != null) {
      database.close();
    }
    Reporter opened = reporter;
    reporter = null;
    if (opened != null) {
      opened.close();
    }
  }
}
