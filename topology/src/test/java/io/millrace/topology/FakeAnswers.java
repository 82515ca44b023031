package io.millrace.topology;

import io.millrace.inference.ModelOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers at once, or when told to, or that is away.
 *
 * @param <T> what it answers
 */
class FakeAnswers<T> {
  private final List<String> calls = new ArrayList<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private final Map<String, ModelOutcome<T>> answers = new HashMap<>();
  private final Set<String> faults = new HashSet<>();
  private @Nullable ModelOutcome<T> always;
  private boolean isHolding;

  final CompletionStage<ModelOutcome<T>> ask(String task, String text, ModelOutcome<T> usual) {
    calls.add(task + ": " + text);
    if (faults.contains(text)) {
      throw new IllegalStateException("a fault that quotes " + text);
    }
    CompletableFuture<ModelOutcome<T>> future = new CompletableFuture<>();
    ModelOutcome<T> outcome = always == null ? answers.getOrDefault(text, usual) : always;
    if (isHolding) {
      held.add(() -> future.complete(outcome));
    } else {
      future.complete(outcome);
    }
    return future;
  }

  /** The calls made so far, as "task: text"; the list is emptied. */
  final List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  final void answer(String text, ModelOutcome<T> outcome) {
    answers.put(text, outcome);
  }

  final void forgetAnswer(String text) {
    answers.remove(text);
  }

  /** From now on the code itself fails on this text. */
  final void failOn(String text) {
    faults.add(text);
  }

  /** From now on every call is answered so. */
  final void answerAll(ModelOutcome<T> outcome) {
    always = outcome;
  }

  /** Calls are answered as usual again. */
  final void recover() {
    always = null;
  }

  /** From now on calls wait until {@link #release}. */
  final void hold() {
    isHolding = true;
  }

  /** Answers the calls that wait, and later ones at once. */
  final void release() {
    isHolding = false;
    while (!held.isEmpty()) {
      held.remove().run();
    }
  }

  /** Answers only the oldest call that waits. */
  final void releaseOne() {
    held.remove().run();
  }
}
