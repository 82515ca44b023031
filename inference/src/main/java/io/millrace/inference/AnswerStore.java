package io.millrace.inference;

import io.millrace.inference.ModelOutcome.Answered;
import java.util.Optional;

/**
 * Answers that outlive the process.
 *
 * <p>Threadsafe; may block on a disk. Never fails: what cannot be read was never stored.
 *
 * @param <T> what is answered
 */
public interface AnswerStore<T> {
  /** The answer that was stored under a key. */
  Optional<Answered<T>> get(TextKey key);

  /** Stores an answer, some time soon. */
  void put(TextKey key, Answered<T> answer);

  /** Stores nothing. */
  static <T> AnswerStore<T> none() {
    return new AnswerStore<>() {
      @Override
      public Optional<Answered<T>> get(TextKey key) {
        return Optional.empty();
      }

      @Override
      public void put(TextKey key, Answered<T> answer) {}
    };
  }
}
