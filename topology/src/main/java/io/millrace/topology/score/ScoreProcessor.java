package io.millrace.topology.score;

import static java.util.Objects.requireNonNull;

import io.millrace.schemas.Features;
import io.millrace.schemas.store.MatchReference;
import io.millrace.schemas.store.PendingScores;
import io.millrace.topology.StatusReporter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Scores the matches of a partition once their sides have stopped changing for a moment.
 *
 * <p>A change only notes what is to be scored. Ticks do it, a bounded number of matches each, so
 * that no call keeps the stream thread long. Single-threaded.
 */
final class ScoreProcessor implements Processor<String, ScoreChange, String, SpecificRecord> {
  /** How many matches of a profile are visited before it is the next one's turn. */
  private static final int STRIDE = 64;

  private final ScoreProcessorSupplier made;
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable MatchIndex matches;
  private @Nullable KnownProfiles profiles;
  private @Nullable MatchScoring scoring;
  private @Nullable PendingWork pending;
  private @Nullable StatusReporter reporter;

  ScoreProcessor(ScoreProcessorSupplier made) {
    this.made = made;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    int partition = processorContext.taskId().partition();
    context = processorContext;
    matches =
        new MatchIndex(
            processorContext.getStateStore(ScoreTopology.REFERENCES_STORE),
            processorContext.getStateStore(ScoreTopology.INDEX_STORE));
    profiles =
        new KnownProfiles(
            processorContext.getStateStore(ScoreTopology.FEATURES_STORE),
            made.scorer(),
            made.cache(),
            partition);
    scoring =
        new MatchScoring(
            made.scorer(),
            made.generation(),
            matches,
            profiles,
            processorContext.getStateStore(ScoreTopology.SCORED_STORE),
            made.metrics(),
            (key, score) -> forward(key, score, ScoreTopology.SCORES_SINK));
    pending = new PendingWork(processorContext.getStateStore(ScoreTopology.PENDING_STORE));
    reporter =
        new StatusReporter(
            ScoreTopology.STAGE,
            made.table(),
            partition,
            (key, status) -> forward(key, status, ScoreTopology.STATUS_SINK));
    processorContext.schedule(made.settings().tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<String, ScoreChange> record) {
    long now = context().currentSystemTimeMs();
    if (record.value() instanceof ScoreChange.OfMatch match) {
      matchChanged(record.key(), match.reference(), match.isRepair(), now);
    } else if (record.value() instanceof ScoreChange.OfProfile profile) {
      profileChanged(record.key(), profile.features(), record.timestamp(), now);
    }
    report(now);
  }

  private void matchChanged(
      String key, @Nullable MatchReference reference, boolean isRepair, long now) {
    if (reference == null) {
      matches().remove(key);
      pending().finish(PendingKey.match(key), null);
      scoring().forget(key);
      return;
    }
    matches().put(key, isRepair ? assertedAnew(key, reference) : reference);
    if (scoring().isWorthScoring(key, reference)) {
      await(PendingKey.match(key), reference.getCausedAt(), now);
    }
  }

  /** A row that was read again stands where it stood; that alone would be no new assertion. */
  private MatchReference assertedAnew(String key, MatchReference reference) {
    MatchReference before = matches().reference(key);
    return before == null
        ? reference
        : MatchReference.newBuilder(reference)
            .setAssertion(Math.max(reference.getAssertion(), before.getAssertion() + 1))
            .build();
  }

  private void profileChanged(String key, @Nullable Features features, long recordedAt, long now) {
    requireNonNull(profiles).changed(key);
    // A tombstone does not say when the row was deleted; it was written shortly afterwards.
    await(PendingKey.profile(key), features == null ? recordedAt : features.getCausedAt(), now);
  }

  private void await(PendingKey key, long causedAt, long now) {
    RecordMetadata origin = context().recordMetadata().orElse(null);
    pending().add(key, origin, causedAt, now, now + made.settings().settle().toMillis());
  }

  /** Fresh work and walks that are under way take turns. */
  private void tick(long now) {
    int left = made.settings().scoresPerTick();
    boolean isDone = false;
    while (left > 0 && !isDone) {
      PendingKey match = pending().takeMatch(now);
      if (match != null) {
        score(match);
        left--;
      }
      PendingKey profile = pending().takeProfile(now);
      if (profile != null) {
        pending().walk(profile);
      }
      PendingKey walk = pending().takeWalk();
      if (walk != null) {
        left -= stride(walk, Math.min(STRIDE, Math.max(1, left)));
      }
      isDone = match == null && walk == null;
    }
    report(now);
  }

  private void score(PendingKey due) {
    PendingScores match = requireNonNull(pending().get(due));
    scoring().score(due.key(), match.getCausedAt(), pending().open());
    pending().finish(due, match);
  }

  /** Visits the next matches of a profile; returns how much work it was, from 1. */
  private int stride(PendingKey walk, int limit) {
    PendingScores profile = requireNonNull(pending().get(walk));
    List<String> next = matches().matchesOf(walk.key(), profile.getPosition(), limit);
    next.forEach(match -> scoring().score(match, profile.getCausedAt(), pending().open()));
    if (next.size() < limit) {
      pending().finish(walk, profile);
    } else {
      pending().advance(walk, profile, next.get(next.size() - 1));
    }
    return Math.max(1, next.size());
  }

  private void report(long now) {
    requireNonNull(reporter, "init comes first").report(pending().open(), now);
  }

  private void forward(String key, @Nullable SpecificRecord value, String child) {
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), child);
  }

  private ProcessorContext<String, SpecificRecord> context() {
    return requireNonNull(context, "init comes first");
  }

  private MatchIndex matches() {
    return requireNonNull(matches, "init comes first");
  }

  private MatchScoring scoring() {
    return requireNonNull(scoring, "init comes first");
  }

  private PendingWork pending() {
    return requireNonNull(pending, "init comes first");
  }
}
