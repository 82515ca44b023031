package io.millrace.topology.score;

import static java.util.Objects.requireNonNull;

import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchPair;
import io.millrace.schemas.store.PendingMatch;
import io.millrace.schemas.store.ScoredMatch;
import io.millrace.topology.OpenWork;
import io.millrace.topology.PipelineMetrics.Skip;
import io.millrace.topology.StatusReporter;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Scores each match once its sides have stopped changing for a moment.
 *
 * <p>A change of a profile reaches a match through two joins, and a change of both profiles reaches
 * it twice: only the last of several states within the settling time is scored. The one task that
 * holds a match counts its revisions, so that the sink can tell old from new. Single-threaded.
 */
final class SettleProcessor implements Processor<String, MatchPair, String, SpecificRecord> {
  private final SettleProcessorSupplier made;
  private final OpenWork open = new OpenWork();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable KeyValueStore<String, PendingMatch> pending;
  private @Nullable KeyValueStore<String, ScoredMatch> scored;
  private @Nullable StatusReporter reporter;

  private record Due(String key, long at) {}

  SettleProcessor(SettleProcessorSupplier made) {
    this.made = made;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    pending = processorContext.getStateStore(ScoreTopology.PENDING_STORE);
    scored = processorContext.getStateStore(ScoreTopology.SCORED_STORE);
    reporter =
        new StatusReporter(
            ScoreTopology.STAGE,
            made.table(),
            processorContext.taskId().partition(),
            (key, status) -> forward(key, status, ScoreTopology.STATUS_SINK));
    restore();
    processorContext.schedule(made.settings().tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private void restore() {
    open.clear();
    due.clear();
    try (KeyValueIterator<String, PendingMatch> matches = pending().all()) {
      while (matches.hasNext()) {
        KeyValue<String, PendingMatch> match = matches.next();
        index(match.key, match.value);
      }
    }
  }

  @Override
  public void process(Record<String, MatchPair> record) {
    long now = context().currentSystemTimeMs();
    MatchPair pair = record.value();
    if (pair == null) {
      forget(record.key());
    } else if (isWorthScoring(record.key(), pair)) {
      await(record.key(), pair, now);
    } else {
      pending().delete(record.key());
      open.remove(record.key());
    }
    requireNonNull(reporter).report(open, now);
  }

  /** A match whose profiles are not both there says so only if it held scores before. */
  private boolean isWorthScoring(String key, MatchPair pair) {
    return (pair.getA() != null && pair.getB() != null) || scored().get(key) != null;
  }

  private void await(String key, MatchPair pair, long now) {
    PendingMatch before = pending().get(key);
    PendingMatch after =
        before == null ? fresh(pair, now) : PendingMatch.newBuilder(before).setPair(pair).build();
    pending().put(key, after);
    if (before == null) {
      index(key, after);
    }
  }

  private PendingMatch fresh(MatchPair pair, long now) {
    RecordMetadata origin = context().recordMetadata().orElse(null);
    return new PendingMatch(
        pair,
        causedAt(pair),
        origin == null ? 0 : origin.offset(),
        origin == null ? "" : origin.topic(),
        now + made.settings().settle().toMillis());
  }

  private static long causedAt(MatchPair pair) {
    long causedAt = pair.getMatch().getCausedAt();
    if (pair.getA() != null) {
      causedAt = Math.max(causedAt, pair.getA().getCausedAt());
    }
    return pair.getB() == null ? causedAt : Math.max(causedAt, pair.getB().getCausedAt());
  }

  private void index(String key, PendingMatch match) {
    open.put(key, match.getTopic(), match.getOffset(), match.getCausedAt(), false);
    due.add(new Due(key, match.getDueAt()));
  }

  private void forget(String key) {
    pending().delete(key);
    open.remove(key);
    if (scored().delete(key) != null) {
      forward(key, null, ScoreTopology.SCORES_SINK);
    }
  }

  private void tick(long now) {
    int count = 0;
    while (count < made.settings().scoresPerTick() && !due.isEmpty() && due.peek().at() <= now) {
      Due next = due.remove();
      PendingMatch match = pending().get(next.key());
      if (match != null && match.getDueAt() == next.at()) {
        score(next.key(), match);
        count++;
      }
    }
    requireNonNull(reporter).report(open, now);
  }

  private void score(String key, PendingMatch match) {
    pending().delete(key);
    open.remove(key);
    Score score = made.scorer().score(key, match.getPair());
    ScoredMatch before = scored().get(key);
    ScoredMatch after = Revisions.next(before, score, match.getPair().getMatch());
    if (before != null && Revisions.isSame(before, after)) {
      made.metrics().skipped(Skip.SCORE_UNCHANGED, 1);
      return;
    }
    scored().put(key, after);
    made.metrics().scored(1);
    forward(
        key,
        Score.newBuilder(score)
            .setGeneration(made.generation())
            .setRevision(after.getRevision())
            .setCausedAt(match.getCausedAt())
            .build(),
        ScoreTopology.SCORES_SINK);
  }

  private void forward(String key, @Nullable SpecificRecord value, String child) {
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), child);
  }

  private ProcessorContext<String, SpecificRecord> context() {
    return requireNonNull(context, "init comes first");
  }

  private KeyValueStore<String, PendingMatch> pending() {
    return requireNonNull(pending, "init comes first");
  }

  private KeyValueStore<String, ScoredMatch> scored() {
    return requireNonNull(scored, "init comes first");
  }
}
