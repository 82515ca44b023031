package io.millrace.topology;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.topology.task.InputText;
import io.millrace.topology.task.TextClassifier;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A classifier that finds the first label, and a little of the second, in every text. */
final class FakeClassifier extends FakeAnswers<Classification> {
  static final Provenance PROVENANCE =
      new Provenance("test/classifier", "1", 0, 12, false, List.of());

  /** The classifier as one task sees it; all share calls and faults. */
  TextClassifier of(String column, List<String> labels, String fingerprint) {
    return new TextClassifier() {
      @Override
      public String model() {
        return "test/classifier";
      }

      @Override
      public String fingerprint() {
        return fingerprint;
      }

      @Override
      public CompletionStage<ModelOutcome<Classification>> classify(
          List<InputText> texts, Priority priority) {
        return ask(column, joined(texts), answerOf(labels));
      }
    };
  }

  static String joined(List<InputText> texts) {
    return texts.stream()
        .map(InputText::text)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" | "));
  }

  private static ModelOutcome<Classification> answerOf(List<String> labels) {
    return new ModelOutcome.Answered<>(
        new Classification(
            List.of(new LabelScore(labels.get(0), 0.87654321), new LabelScore(labels.get(1), 0.4))),
        PROVENANCE);
  }
}
