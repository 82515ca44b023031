package io.millrace.topology.enrich;

import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.store.WorkItem;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.PipelineMetrics.Skip;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Takes results over from the owner generation, and counts them. Single-threaded. */
final class TakingOver {
  private final OwnerResults owner;
  private final PipelineMetrics metrics;

  TakingOver(OwnerResults owner, PipelineMetrics metrics) {
    this.owner = owner;
    this.metrics = metrics;
  }

  /** Must be called when the stores are there. */
  void init(ProcessorContext<?, ?> context, String store) {
    owner.init(context, store);
  }

  /** The row is gone: what was told of it before it came is of no use. */
  void forget(String key) {
    owner.take(key);
  }

  /** Keeps a record that came before its row. */
  void keep(String key, EnrichedRow row) {
    owner.keep(key, row);
  }

  /** The work of a row that came in: answered where the owner told of it, else held back. */
  List<WorkItem> of(String key, List<WorkItem> items, long now) {
    EnrichedRow told = owner.take(key);
    return owner.heldBack(told == null ? items : answered(items, told), now);
  }

  /** The items, those answered that the owner's record answers. */
  List<WorkItem> answered(List<WorkItem> waiting, EnrichedRow row) {
    List<WorkItem> items = owner.answered(waiting, row);
    int taken = Items.changes(waiting, items);
    if (taken > 0) {
      metrics.skipped(Skip.TAKEN_OVER, taken);
    }
    return items;
  }
}
