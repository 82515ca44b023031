package io.millrace.sink;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Failure;
import io.millrace.schemas.Score;
import io.millrace.schemas.TaskResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns records into changes: the last one of each key, sorted by key, checked before any SQL. To
 * be used for one batch.
 */
final class Intake {
  private static final String UNREADABLE = "unreadable";

  private final SinkSettings settings;
  private final Failures failures;
  private final List<Change> changes = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private long untargeted;

  /** A record, or one of its values, that cannot be written. */
  record Rejection(SinkRecord record, Failure failure) {}

  private record Place(String topic, String key) {}

  Intake(SinkSettings settings, Failures failures) {
    this.settings = settings;
    this.failures = failures;
  }

  /** Takes the records of one {@code put}, in their order. */
  Intake read(Collection<SinkRecord> records) {
    Map<Place, SinkRecord> last = new LinkedHashMap<>();
    for (SinkRecord record : records) {
      if (record.key() instanceof String key) {
        last.put(new Place(record.topic(), key), record);
      } else {
        reject(record, "", "", "the record's key is not text");
      }
    }
    last.forEach(this::readOrReject);
    changes.sort(
        Comparator.comparing((Change change) -> change.record().topic())
            .thenComparing(Change::key));
    return this;
  }

  /** What is to be written, sorted by topic and key. */
  List<Change> changes() {
    return changes;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  /** How many values have no column configured. */
  long untargeted() {
    return untargeted;
  }

  private void readOrReject(Place place, SinkRecord record) {
    Optional<TableTarget> table = settings.targets().table(place.topic());
    Optional<MatchTarget> match = settings.targets().match(place.topic());
    String name = table.map(TableTarget::table).or(() -> match.map(MatchTarget::table)).orElse("");
    try {
      if (table.isPresent()) {
        readRow(place.key(), record, table.get());
      } else if (match.isPresent()) {
        readScore(record, match.get());
      } else {
        throw new ConnectException(
            "topic " + place.topic() + " has no target; add it to " + SinkSettings.TARGETS);
      }
    } catch (DataException e) {
      reject(record, name, place.key(), String.valueOf(e.getMessage()));
    }
  }

  private void readRow(String key, SinkRecord record, TableTarget target) {
    if (record.value() == null) {
      changes.add(new Change.Deleted(record, target, key));
      return;
    }
    EnrichedRow row = StructReader.enrichedRow(record.value());
    checkIdentity(key, row.getKey(), row.getGeneration());
    List<TaskResult> results =
        row.getResults().stream()
            .filter(result -> isWritable(record, target, row, result))
            .toList();
    if (!results.isEmpty()) {
      changes.add(new Change.Enriched(record, target, row, results));
    }
  }

  private void readScore(SinkRecord record, MatchTarget target) {
    if (record.value() == null) {
      return;
    }
    Score score = StructReader.score(record.value());
    checkIdentity((String) record.key(), score.getKey(), score.getGeneration());
    if (!Scores.of(score).isFinite()) {
      throw new DataException("a score is not a finite number");
    }
    ScoreVersion version =
        new ScoreVersion(score.getGeneration(), score.getEpoch(), score.getRevision());
    MatchContext context = MatchContext.of(score.getExplanation(), version);
    changes.add(new Change.Scored(record, target, score, context));
  }

  private void checkIdentity(String recordKey, String key, int generation) {
    if (!recordKey.equals(key)) {
      throw new DataException("the value is of another key than the record");
    }
    if (generation != settings.generation()) {
      throw new DataException(
          "the value is of generation %d but this connector writes generation %d"
              .formatted(generation, settings.generation()));
    }
  }

  private boolean isWritable(
      SinkRecord record, TableTarget target, EnrichedRow row, TaskResult result) {
    Optional<ColumnTarget> column = target.column(result.getColumn());
    if (column.isEmpty()) {
      untargeted++;
      return false;
    }
    Optional<String> problem = ValueCheck.problem(column.get(), result);
    problem.ifPresent(
        detail ->
            rejections.add(
                new Rejection(
                    record,
                    failures.ofResult(target.table(), row.getKey(), result, "invalid", detail))));
    return problem.isEmpty();
  }

  private void reject(SinkRecord record, String table, String key, String detail) {
    rejections.add(new Rejection(record, failures.ofRow(table, key, UNREADABLE, detail)));
  }
}
