package io.millrace.topology.task;

import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.plan.ClassifierChoice;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks a second classifier where the first cannot answer, or is not sure. An answer of the second
 * names its model and is marked {@link Provenance#FALLBACK}; of two unsure answers the surer one is
 * taken. What both cannot answer now waits for the first.
 *
 * @param below confidence of the first label, 0 to 1, under which the second is asked
 */
record FallbackClassifier(TextClassifier first, TextClassifier second, double below)
    implements TextClassifier {
  /** What a plan chose: a single classifier, or a first and a second. */
  static TextClassifier of(ClassifierChoice choice, Function<String, TextClassifier> byModel) {
    TextClassifier first = byModel.apply(choice.model());
    return choice
        .fallback()
        .<TextClassifier>map(
            second -> new FallbackClassifier(first, byModel.apply(second.model()), second.below()))
        .orElse(first);
  }

  @Override
  public String model() {
    return first.model();
  }

  @Override
  public String fingerprint() {
    return TaskVersions.of(first.fingerprint(), second.fingerprint(), below);
  }

  @Override
  public CompletionStage<ModelOutcome<Classification>> classify(
      List<InputText> texts, Priority priority) {
    return first.classify(texts, priority).thenCompose(answer -> orSecond(answer, texts, priority));
  }

  private CompletionStage<ModelOutcome<Classification>> orSecond(
      ModelOutcome<Classification> answer, List<InputText> texts, Priority priority) {
    return answer instanceof Answered<Classification> sure && confidence(sure) >= below
        ? CompletableFuture.completedFuture(answer)
        : second.classify(texts, priority).thenApply(other -> better(answer, other));
  }

  private static ModelOutcome<Classification> better(
      ModelOutcome<Classification> answer, ModelOutcome<Classification> other) {
    if (!(other instanceof Answered<Classification> fallback)) {
      return answer;
    }
    boolean isFirstSurer =
        answer instanceof Answered<Classification> unsure
            && confidence(unsure) >= confidence(fallback);
    return isFirstSurer
        ? answer
        : new Answered<>(
            fallback.value(), fallback.provenance().marked(List.of(Provenance.FALLBACK)));
  }

  private static double confidence(Answered<Classification> answered) {
    return answered.value().scores().stream().mapToDouble(LabelScore::confidence).max().orElse(0);
  }
}
