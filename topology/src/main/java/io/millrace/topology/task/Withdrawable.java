package io.millrace.topology.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Futures whose cancellation reaches what they were made of. */
final class Withdrawable {
  private Withdrawable() {}

  /** The stage's value, changed; to cancel this cancels the stage. */
  static <A, B> CompletableFuture<B> map(
      CompletionStage<A> stage, Function<? super A, ? extends B> change) {
    CompletableFuture<A> source = stage.toCompletableFuture();
    CompletableFuture<B> changed = source.thenApply(change);
    var unused =
        changed.whenComplete(
            (value, failure) -> {
              if (changed.isCancelled()) {
                source.cancel(false);
              }
            });
    return changed;
  }
}
