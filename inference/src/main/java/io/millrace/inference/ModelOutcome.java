package io.millrace.inference;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of one input: an answer, a refusal for good, or a reason to try again. Never an empty
 * answer in place of an error.
 *
 * @param <T> what the model answers: {@link Embedding}, {@link Classification} or {@link Entities}
 */
public sealed interface ModelOutcome<T> {
  /**
   * The model's answer.
   *
   * @param provenance which model gave it, and how much of the input it read
   */
  record Answered<T>(T value, Provenance provenance) implements ModelOutcome<T> {}

  /**
   * The model will never answer this input.
   *
   * @param reason short and fixed, fit for a metric's label, such as {@code no_tokens}
   * @param detail one sentence for the failure list; holds no text of the row
   */
  record Rejected<T>(String reason, String detail) implements ModelOutcome<T> {}

  /**
   * Nothing is wrong with the input; the model could not be asked now.
   *
   * @param reason short and fixed, fit for a metric's label, such as {@code model_failed}
   * @param after least time to wait before the next attempt, not negative
   */
  record RetryLater<T>(String reason, Duration after) implements ModelOutcome<T> {}

  /** The answer, if there is one. */
  default Optional<Answered<T>> answer() {
    return this instanceof Answered<T> answered ? Optional.of(answered) : Optional.empty();
  }

  /** The same outcome with its answer's value exchanged; other outcomes stay as they are. */
  default <R> ModelOutcome<R> map(Function<? super T, ? extends R> change) {
    if (this instanceof Answered<T> answered) {
      return new Answered<>(change.apply(answered.value()), answered.provenance());
    }
    if (this instanceof Rejected<T> rejected) {
      return new Rejected<>(rejected.reason(), rejected.detail());
    }
    RetryLater<T> later = (RetryLater<T>) this;
    return new RetryLater<>(later.reason(), later.after());
  }
}
