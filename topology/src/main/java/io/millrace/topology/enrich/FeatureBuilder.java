package io.millrace.topology.enrich;

import io.millrace.inference.TextNormalizer;
import io.millrace.matching.WordList;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Row;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.store.RowMemory;
import io.millrace.topology.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the features of a row: the host's columns at once, a text only together with the vector
 * that was computed from exactly this text, labels and credentials as {@link InputFeatures} says.
 * Pure and threadsafe.
 *
 * @param inputs inputs that are not texts
 * @param texts texts that scoring compares, sorted by column
 */
record FeatureBuilder(InputFeatures inputs, List<ComparedText> texts) {
  FeatureBuilder {
    texts = List.copyOf(texts);
  }

  /**
   * Builds the features of a row.
   *
   * @param memory the results as they are after this change
   * @param before the features that were emitted last
   * @return empty while a text waits for its first embedding
   */
  Optional<Features> build(Row row, RowMemory memory, @Nullable Features before) {
    RowTexts rowTexts = new RowTexts(row);
    Answers answers = new Answers(rowTexts, memory);
    List<FeatureText> featureTexts = new ArrayList<>();
    for (ComparedText text : texts) {
      Optional<FeatureText> feature = text(text, rowTexts, answers, before);
      if (feature.isEmpty()) {
        return Optional.empty();
      }
      featureTexts.add(feature.get());
    }
    return Optional.of(
        new Features(
            row.getKey(),
            fingerprint(),
            inputs.of(rowTexts, answers, before),
            featureTexts,
            row.getCommittedAt()));
  }

  private String fingerprint() {
    return texts.stream()
        .flatMap(text -> text.task().stream())
        .map(TaskDefinition::version)
        .findFirst()
        .orElse("");
  }

  private static Optional<FeatureText> text(
      ComparedText text, RowTexts rowTexts, Answers answers, @Nullable Features before) {
    String words = words(rowTexts.raw(text.column()));
    if (text.task().isEmpty()) {
      return Optional.of(new FeatureText(text.column(), words, null, 0f));
    }
    TaskDefinition task = text.task().get();
    Optional<TaskResult> result = answers.current(task);
    if (result.isPresent()) {
      return Optional.of(withVector(text.column(), words, result.get()));
    }
    if (answers.hasFailed(task)) {
      return Optional.of(new FeatureText(text.column(), words, null, 0f));
    }
    return before == null ? Optional.empty() : previous(before, text.column());
  }

  private static FeatureText withVector(String column, @Nullable String words, TaskResult result) {
    if (result.getVector() == null) {
      return new FeatureText(column, words, null, 0f);
    }
    float[] vector = PackedVector.unpack(result.getVector());
    float scale = PackedVector.scaleOf(vector);
    return new FeatureText(column, words, PackedVector.quantize(vector, scale), scale);
  }

  private static Optional<FeatureText> previous(Features before, String column) {
    return before.getTexts().stream().filter(text -> text.getColumn().equals(column)).findFirst();
  }

  private static @Nullable String words(@Nullable String raw) {
    boolean isBlank = raw == null || TextNormalizer.normalize(raw).isEmpty();
    return isBlank ? null : WordList.of(raw).joined();
  }
}
