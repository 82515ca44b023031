package io.millrace.inference;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * How a {@link ModelService} uses its model.
 *
 * @param kind of model, for the thread's name
 * @param asker what to call
 * @param identity names a question in keys: two questions of one name share their answers
 * @param check of an outcome, before it is counted and remembered
 * @param bytesOf about how much memory an answer holds
 * @param store of answers that outlive the process
 */
record ModelUse<Q, T>(
    String kind,
    Model model,
    Asker<Q, T> asker,
    Function<Q, String> identity,
    UnaryOperator<ModelOutcome<T>> check,
    ToIntFunction<T> bytesOf,
    AnswerStore<T> store) {
  /** A model's one method. */
  interface Asker<Q, T> {
    CompletionStage<List<ModelOutcome<T>>> ask(Q question, List<String> texts);
  }
}
