package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.Failure;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.Tally;
import io.millrace.schemas.TaskFreshness;
import java.time.Clock;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class KafkaReporterTest {
  private static final SinkSettings SETTINGS = new SinkSettings(Settings.standard());
  private static final Serializer<SpecificRecord> NAMES =
      (topic, value) -> new ByteArraySerializer().serialize(topic, new byte[0]);

  private final MockProducer<String, SpecificRecord> producer =
      new MockProducer<>(true, null, new StringSerializer(), NAMES);
  private final KafkaReporter reporter = new KafkaReporter(SETTINGS, producer);

  private static BatchSummary summary() {
    BatchSummary summary = new BatchSummary();
    summary.written("profiles", List.of("embedding_seeking", "niche_categories"), 1_000);
    summary.written("profiles", List.of("embedding_seeking"), 9_000);
    summary.skipped(SkipReason.ROW_GONE, 3);
    summary.committedAt(5_000);
    return summary;
  }

  private static Failure failure() {
    return new Failures(Clock.systemUTC(), 1).ofRow("profiles", "p1", "constraint", "refused");
  }

  /** Invariant 8: seconds behind are never negative. */
  @Test
  void shouldTellWhatABatchDid() {
    reporter.report(summary());

    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().get(0).topic()).isEqualTo("millrace.sink-reports");
    assertThat(producer.history().get(0).key()).isEqualTo("millrace-sink-g1/0");
    SinkReport report = (SinkReport) producer.history().get(0).value();
    assertThat(report.getAt()).isEqualTo(5_000);
    assertThat(report.getRowsWritten()).isEqualTo(2);
    assertThat(report.getValuesWritten()).isEqualTo(3);
    assertThat(report.getSkipped()).containsExactly(new Tally("row_gone", 3L));
    assertThat(report.getFreshness())
        .containsExactly(new Freshness("profiles", 4_000L), new Freshness("profiles", 0L));
    assertThat(report.getTasks())
        .containsExactly(
            new TaskFreshness("profiles", "embedding_seeking", List.of(4_000L, 0L)),
            new TaskFreshness("profiles", "niche_categories", List.of(4_000L)));
  }

  @Test
  void shouldNotFailWhenAReportCannotBeSent() {
    producer.sendException = new KafkaException("no broker");

    assertThatCode(() -> reporter.report(summary())).doesNotThrowAnyException();
  }

  @Test
  void shouldListFailuresByTheirIdentity() {
    reporter.fail(failure());

    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().get(0).topic()).isEqualTo("millrace.failures");
    assertThat(producer.history().get(0).key()).isEqualTo("profiles/p1/");
  }

  /** Invariant 3: nothing is passed over before it is on the list. */
  @Test
  void shouldHaveTheBatchAgainWhenAFailureCannotBeListed() {
    producer.sendException = new KafkaException("no broker");

    assertThatThrownBy(() -> reporter.fail(failure())).isInstanceOf(RetriableException.class);
  }
}
