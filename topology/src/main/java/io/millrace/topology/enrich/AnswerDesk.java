package io.millrace.topology.enrich;

import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.schemas.store.RowWork;
import io.millrace.schemas.store.WorkItem;
import io.millrace.topology.task.TaskValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts answers that came back from models to the rows that wait for them. Single-threaded. */
final class AnswerDesk {
  private final ModelDesk models;
  private final WorkTable work;
  private final RowOutput output;
  private final OpenRows rows;

  AnswerDesk(ModelDesk models, WorkTable work, RowOutput output, OpenRows rows) {
    this.models = models;
    this.work = work;
    this.output = output;
    this.rows = rows;
  }

  /** Takes what came back since this was asked last. */
  void settle(long now) {
    Map<String, List<Completion>> answers = new LinkedHashMap<>();
    List<Completion> withdrawn = new ArrayList<>();
    for (Completion completion : models.drain()) {
      work.answered(completion);
      if (completion.isWithdrawn()) {
        withdrawn.add(completion);
      } else {
        answers.computeIfAbsent(completion.key(), key -> new ArrayList<>()).add(completion);
      }
    }
    answers.forEach((key, completions) -> settle(key, completions, now));
    // Afterwards: a row's other texts may have just been put off.
    withdrawn.forEach(work::requeue);
  }

  private void settle(String key, List<Completion> completions, long now) {
    RowWork before = work.get(key);
    if (before == null) {
      return; // the row was deleted, or all its inputs were edited back to what is stored
    }
    List<WorkItem> items = new ArrayList<>(before.getItems());
    for (Completion completion : completions) {
      items.replaceAll(
          item ->
              ModelDesk.isAnsweredBy(item, completion) ? answer(key, item, completion, now) : item);
    }
    rows.put(key, before, items, now);
  }

  private WorkItem answer(String key, WorkItem item, Completion completion, long now) {
    WorkItem answered = models.answer(item, completion.outcome(), now);
    if (completion.outcome() instanceof Rejected<TaskValue> rejected) {
      output.failures().add(key, answered, rejected, now);
    }
    return answered;
  }
}
