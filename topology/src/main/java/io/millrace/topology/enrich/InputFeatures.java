package io.millrace.topology.enrich;

import io.millrace.matching.CompactInputs;
import io.millrace.schemas.FeatureInput;
import io.millrace.schemas.Features;
import io.millrace.schemas.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the inputs of scoring that are not texts. Pure and threadsafe.
 *
 * <p>An input of which a column is not known at the moment, since a task has not answered to the
 * present text yet or the source has not told the column, keeps its former value: so a change of a
 * text does not rescore twice. What was never known counts as missing, and so does what a model
 * refused for good.
 *
 * @param compact reduces columns to what scoring needs
 * @param inputs sorted by name
 */
record InputFeatures(CompactInputs compact, List<ScoredInput> inputs) {
  private static final String ANY_VALUE = "1";

  InputFeatures {
    inputs = List.copyOf(inputs);
  }

  List<FeatureInput> of(RowTexts texts, Answers answers, @Nullable Features before) {
    List<FeatureInput> features = new ArrayList<>();
    for (ScoredInput input : inputs) {
      value(input, texts, answers, before)
          .ifPresent(value -> features.add(new FeatureInput(input.input().planName(), value)));
    }
    return features;
  }

  private Optional<String> value(
      ScoredInput input, RowTexts texts, Answers answers, @Nullable Features before) {
    List<@Nullable String> columns = new ArrayList<>();
    for (ScoredInput.Column column : input.columns()) {
      if (before != null && !isKnown(column, texts, answers)) {
        return previous(before, input.input().planName());
      }
      columns.add(raw(column, texts, answers));
    }
    return Optional.ofNullable(compact.of(input.input(), columns));
  }

  private static @Nullable String raw(ScoredInput.Column column, RowTexts texts, Answers answers) {
    if (column.task().isEmpty()) {
      return texts.raw(column.name());
    }
    return answers.current(column.task().get()).map(InputFeatures::text).orElse(null);
  }

  private static boolean isKnown(ScoredInput.Column column, RowTexts texts, Answers answers) {
    return column
        .task()
        .map(task -> answers.current(task).isPresent() || answers.hasFailed(task))
        .orElseGet(() -> texts.isResolved(column.name()));
  }

  private static @Nullable String text(TaskResult result) {
    return result.getVector() == null ? result.getJson() : ANY_VALUE;
  }

  private static Optional<String> previous(Features before, String name) {
    return before.getInputs().stream()
        .filter(input -> input.getName().equals(name))
        .map(FeatureInput::getValue)
        .findFirst();
  }
}
