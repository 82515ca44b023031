package io.millrace.topology.enrich;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.WorkItem;
import io.millrace.schemas.store.WorkState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes results of the owner generation for work that waits for them. The owner's record mostly
 * follows the row's; work that it shares is held back until then, and is computed here if it does
 * not come: the owner failed, or does not run. Of a row that was written again since, the owner's
 * record comes first and is kept until the row comes. Single-threaded.
 */
final class OwnerResults {
  /** The owner computes a present edit at the same time. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Both topics are read from their beginnings, the rows first. */
  private static final Duration BACKLOG_PATIENCE = Duration.ofMinutes(1);

  private final Set<String> shared;
  private @Nullable KeyValueStore<String, EnrichedRow> early;

  /**
   * @param shared columns of tasks that the owner computes in the same way
   */
  OwnerResults(Set<String> shared) {
    this.shared = Set.copyOf(shared);
  }

  /** Where records are kept that came before their rows; needed only where any task is shared. */
  void init(ProcessorContext<?, ?> context, String store) {
    early = shared.isEmpty() ? null : context.getStateStore(store);
  }

  /** Keeps of a record what is of use here: the owner's vectors are most of its bytes. */
  void keep(String key, EnrichedRow row) {
    List<TaskResult> useful = useful(row);
    if (early != null && !useful.isEmpty()) {
      early.put(key, EnrichedRow.newBuilder(row).setResults(useful).build());
    }
  }

  private List<TaskResult> useful(EnrichedRow row) {
    return row.getResults().stream().filter(result -> shared.contains(result.getColumn())).toList();
  }

  /** A record that came before its row, which is forgotten. */
  @Nullable EnrichedRow take(String key) {
    return early == null ? null : early.delete(key);
  }

  /** Holds back what the owner is about to answer. */
  List<WorkItem> heldBack(List<WorkItem> items, long now) {
    return items.stream().map(item -> isNew(item) ? heldBack(item, now) : item).toList();
  }

  private static WorkItem heldBack(WorkItem item, long now) {
    Duration patience = item.getBacklog() ? BACKLOG_PATIENCE : PATIENCE;
    return WorkItem.newBuilder(item).setNextAttemptAt(now + patience.toMillis()).build();
  }

  private boolean isNew(WorkItem item) {
    return item.getState() == WorkState.OPEN
        && item.getAttempts() == 0
        && item.getNextAttemptAt() == 0
        && shared.contains(item.getColumn());
  }

  /**
   * The items, those answered that the owner's record answers: versions of shared tasks are equal.
   */
  List<WorkItem> answered(List<WorkItem> items, EnrichedRow row) {
    return Items.answered(items, useful(row));
  }
}
