package io.millrace.topology.enrich;

import io.millrace.matching.WordList;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.FailedTask;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the features of a row: the host's columns at once, a text only together with the vector
 * that was computed from exactly this text. Pure and threadsafe.
 *
 * @param hostColumns columns of the host that scoring reads, sorted
 * @param textTasks embed tasks of the texts that scoring compares, sorted by the text's column;
 *     each reads one column
 */
record FeatureBuilder(List<String> hostColumns, List<TaskDefinition> textTasks) {
  FeatureBuilder {
    hostColumns = List.copyOf(hostColumns);
    textTasks = List.copyOf(textTasks);
  }

  /**
   * Builds the features of a row.
   *
   * @param memory the results as they are after this change
   * @param before the features that were emitted last
   * @return empty while a text waits for its first embedding
   */
  Optional<Features> build(Row row, RowMemory memory, @Nullable Features before) {
    RowTexts texts = new RowTexts(row);
    List<FeatureText> featureTexts = new ArrayList<>();
    for (TaskDefinition task : textTasks) {
      Optional<FeatureText> text = text(task, texts, memory, before);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      featureTexts.add(text.get());
    }
    return Optional.of(
        new Features(
            row.getKey(), fingerprint(), columns(texts), featureTexts, row.getCommittedAt()));
  }

  private String fingerprint() {
    return textTasks.isEmpty() ? "" : textTasks.get(0).version();
  }

  private List<RowColumn> columns(RowTexts texts) {
    return hostColumns.stream().map(name -> new RowColumn(name, texts.raw(name))).toList();
  }

  private static Optional<FeatureText> text(
      TaskDefinition task, RowTexts texts, RowMemory memory, @Nullable Features before) {
    String hash = texts.inputHash(task);
    Optional<TaskResult> result =
        Items.result(memory, task.column())
            .filter(found -> found.getInputHash().equals(hash))
            .filter(found -> found.getTaskVersion().equals(task.version()));
    if (result.isPresent()) {
      return Optional.of(withVector(task, texts, result.get()));
    }
    if (memory.getFailed().contains(new FailedTask(task.column(), hash, task.version()))) {
      return Optional.of(new FeatureText(column(task), words(task, texts), null, 0f));
    }
    return before == null ? Optional.empty() : previous(before, column(task));
  }

  private static FeatureText withVector(TaskDefinition task, RowTexts texts, TaskResult result) {
    if (result.getVector() == null) {
      return new FeatureText(column(task), words(task, texts), null, 0f);
    }
    float[] vector = PackedVector.unpack(result.getVector());
    float scale = PackedVector.scaleOf(vector);
    return new FeatureText(
        column(task), words(task, texts), PackedVector.quantize(vector, scale), scale);
  }

  private static Optional<FeatureText> previous(Features before, String column) {
    return before.getTexts().stream().filter(text -> text.getColumn().equals(column)).findFirst();
  }

  private static @Nullable String words(TaskDefinition task, RowTexts texts) {
    String words = WordList.of(texts.raw(column(task))).joined();
    return words.isEmpty() ? null : words;
  }

  private static String column(TaskDefinition task) {
    return task.from().get(0);
  }
}
