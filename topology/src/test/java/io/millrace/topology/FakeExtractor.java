package io.millrace.topology;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.topology.task.InputText;
import io.millrace.topology.task.TextExtractor;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An extractor that finds the same award in every text. */
final class FakeExtractor extends FakeAnswers<String> {
  static final String FOUND = "{\"awards\":[\"Inc 5000\"],\"credibility_score\":0.1}";

  TextExtractor of(String column) {
    return new TextExtractor() {
      @Override
      public String model() {
        return "test/rules";
      }

      @Override
      public String fingerprint() {
        return "rules-1";
      }

      @Override
      public CompletionStage<ModelOutcome<String>> extract(
          List<InputText> texts, Priority priority) {
        return ask(
            column,
            FakeClassifier.joined(texts),
            new ModelOutcome.Answered<>(
                FOUND, new Provenance("test/rules", "1", 0, 0, false, List.of())));
      }
    };
  }
}
