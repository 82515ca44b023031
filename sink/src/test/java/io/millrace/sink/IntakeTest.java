package io.millrace.sink;

import static io.millrace.sink.Records.blank;
import static io.millrace.sink.Records.json;
import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.score;
import static io.millrace.sink.Records.tombstone;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Score;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final SinkSettings SETTINGS = new SinkSettings(Settings.standard());

  private static Intake read(SinkRecord... records) {
    return new Intake(SETTINGS, new Failures(Clock.systemUTC(), 1)).read(List.of(records));
  }

  @Test
  void shouldReadWhatTheConverterHandsOver() {
    EnrichedRow row = row("p1", vector("embedding_seeking", "a", 3, 1, 2, 3));

    EnrichedRow read = StructReader.enrichedRow(record(row).value());

    assertThat(read.getKey()).isEqualTo("p1");
    assertThat(read.getCausedAt()).isEqualTo(Records.CAUSED_AT);
    assertThat(read.getResults().get(0).getRevision()).isEqualTo(3);
    assertThat(PackedVector.unpack(read.getResults().get(0).getVector())).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReadBytesAsArraysAndAsBuffers() {
    Struct value = (Struct) record(row("p1", vector("embedding_seeking", "a", 1, 1, 2, 3))).value();
    Struct result = (Struct) value.getArray("results").get(0);
    result.put("vector", ((ByteBuffer) result.get("vector")).array());

    EnrichedRow read = StructReader.enrichedRow(value);

    assertThat(PackedVector.unpack(read.getResults().get(0).getVector())).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReadScores() {
    Score score = score("1", 2, "a", null, 70.0);

    assertThat(StructReader.score(record(score).value())).isEqualTo(score);
  }

  @Test
  void shouldSortByKeyAndKeepTheLast() {
    Intake intake =
        read(
            record(row("b", blank("embedding_seeking", "", 1))),
            record(row("a", blank("embedding_seeking", "", 1))),
            record(row("b", blank("embedding_seeking", "", 2))));

    assertThat(intake.changes()).extracting(Change::key).containsExactly("a", "b");
    assertThat(((Change.Enriched) intake.changes().get(1)).row().getRevision()).isEqualTo(2);
  }

  @Test
  void shouldTakeATombstoneAsTheLastWord() {
    Intake intake =
        read(
            record(row("a", blank("embedding_seeking", "", 1))),
            tombstone(Records.PROFILES_TOPIC, "a"),
            tombstone(Records.SCORES_TOPIC, "1"));

    assertThat(intake.changes()).singleElement().isInstanceOf(Change.Deleted.class);
  }

  @Test
  void shouldRefuseValuesThatDoNotFitTheirColumn() {
    Intake intake =
        read(
            record(
                row(
                    "a",
                    vector("embedding_seeking", "x", 1, Float.NaN, 0, 0),
                    vector("embedding_offering", "x", 1, 1, 0, 0, 0),
                    vector("offer_types", "x", 1, 1, 0, 0))),
            record(row("b", json("embedding_seeking", List.of("x"), 1, "{}"))));

    assertThat(intake.changes()).isEmpty();
    assertThat(intake.rejections())
        .extracting(rejection -> rejection.failure().getReason())
        .containsExactly("invalid", "invalid", "invalid", "invalid");
  }

  @Test
  void shouldRefuseWhatIsNotForThisConnector() {
    Intake intake =
        read(
            record(row(2, 1, "a", blank("embedding_seeking", "", 1))),
            record(Records.PROFILES_TOPIC, "b", "not a struct"),
            record(Records.PROFILES_TOPIC, null, null),
            record(score("1", 1, "a", "b", Double.POSITIVE_INFINITY)));

    assertThat(intake.changes()).isEmpty();
    assertThat(intake.rejections())
        .extracting(rejection -> rejection.failure().getReason())
        .containsExactly("unreadable", "unreadable", "unreadable", "unreadable");
  }
}
