package io.millrace.sink;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fresh host tables for each test, and tasks that write into them. */
@ExtendWith(SharedPostgres.class)
abstract class SinkFixture {
  final RecordingReporter reporter = new RecordingReporter();
  final List<MillraceSinkTask> tasks = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  HostDatabase host;

  @SuppressWarnings("NullAway.Init") // set when a task starts
  FakeContext context;

  @BeforeEach
  void openHost() throws SQLException {
    host = SharedPostgres.host();
  }

  @AfterEach
  void closeHost() throws SQLException {
    tasks.forEach(MillraceSinkTask::stop);
    host.close();
  }

  MillraceSinkTask start() {
    return start(host.settings());
  }

  MillraceSinkTask start(Map<String, String> settings) {
    MillraceSinkTask task = new MillraceSinkTask(Clock.systemUTC(), read -> reporter);
    context = new FakeContext(settings, null);
    tasks.add(task);
    task.initialize(context);
    task.start(settings);
    return task;
  }

  /** Returns when somebody waits for a lock in the host's database. */
  void awaitWaiting() {
    Awaitility.await()
        .until(
            () ->
                !"0"
                    .equals(
                        host.get(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()")));
  }

  static void put(MillraceSinkTask task, SinkRecord... records) {
    task.put(Arrays.asList(records));
  }
}
