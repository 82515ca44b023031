package io.millrace.sink;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Score;
import io.millrace.schemas.TaskResult;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** What one record asks of the database. */
sealed interface Change {
  /** The record as Connect handed it over. */
  SinkRecord record();

  /** Primary key of the row as text. */
  String key();

  /** The table's name, without its schema. */
  String table();

  /** How many values the change holds. */
  int size();

  /**
   * Results of a row.
   *
   * @param results those of the row's results that have a target and can be stored
   */
  record Enriched(SinkRecord record, TableTarget target, EnrichedRow row, List<TaskResult> results)
      implements Change {
    public Enriched {
      results = List.copyOf(results);
    }

    @Override
    public String key() {
      return row.getKey();
    }

    @Override
    public String table() {
      return target.table();
    }

    @Override
    public int size() {
      return results.size();
    }
  }

  /** The row is gone. */
  record Deleted(SinkRecord record, TableTarget target, String key) implements Change {
    @Override
    public String table() {
      return target.table();
    }

    @Override
    public int size() {
      return 0;
    }
  }

  /**
   * Scores of a match.
   *
   * @param context the score's explanation with its version, for {@code match_context}
   */
  record Scored(SinkRecord record, MatchTarget target, Score score, MatchContext context)
      implements Change {
    @Override
    public String key() {
      return score.getKey();
    }

    @Override
    public String table() {
      return target.table();
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
