package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ActivityLogTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PipelineMeters meters = new PipelineMeters(registry);
  private final ActivityLog activity = new ActivityLog(new ActivityTotals(registry));
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ActivityLog.class);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    activity.close();
  }

  @Test
  void shouldSayNothingWhileNothingHappens() {
    activity.tick();
    activity.tick();

    assertThat(lines.list).isEmpty();
  }

  @Test
  void shouldWriteOneLineForTheBatchesOfASecond() {
    activity.add(report("profiles", 120, 340));
    activity.add(report("matches", 90));
    meters.modelCall("embedding_seeking");

    activity.tick();

    assertThat(lines.list).hasSize(1);
    assertThat(fields(0))
        .containsEntry("event", "batch")
        .containsEntry("rows_written", "matches:1,profiles:2")
        .containsEntry("slowest_ms", "340")
        .containsEntry("model_calls", "1")
        .containsEntry("model_requests", "0");
  }

  @Test
  void shouldTellOnlyWhatIsNewSinceTheLastLine() {
    meters.modelCall("embedding_seeking");
    activity.tick();
    meters.modelCall("embedding_seeking");

    activity.tick();
    activity.tick();

    assertThat(lines.list).hasSize(2);
    assertThat(fields(1)).containsEntry("model_calls", "1").containsEntry("rows_written", "");
  }

  @Test
  void shouldCountFailuresByKindAndNotOneByOne() {
    for (int failure = 0; failure < 50; failure++) {
      meters.failed("no_tokens");
      meters.failed("niche_categories", "server_error");
    }

    for (int second = 0; second < 20; second++) {
      activity.tick();
    }

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(fields(0))
        .containsEntry("ended", "no_tokens:50")
        .containsEntry("tried_again", "server_error:50");
  }

  private Map<String, String> fields(int line) {
    return lines.list.get(line).getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }

  private static SinkReport report(String table, long... millis) {
    List<Freshness> freshness =
        java.util.Arrays.stream(millis).mapToObj(each -> new Freshness(table, each)).toList();
    long rows = millis.length;
    return new SinkReport(
        "millrace-sink-g1", 0, 1_700_000_000_000L, rows, rows, List.of(), freshness, List.of());
  }
}
