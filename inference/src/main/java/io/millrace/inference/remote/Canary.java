package io.millrace.inference.remote;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Parity;
import io.millrace.inference.ReadText;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.policy.ProviderGate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A sentence whose vector is known: it shows that the model is still the one that gave the stored
 * vectors. It is asked again before the first batch of every hour, and before any batch after a
 * start at which the provider did not answer. Threadsafe.
 */
final class Canary {
  private static final Duration VALID = Duration.ofHours(1);

  private final Embedding known;
  private final ProviderGate gate;
  private final Clock clock;
  // Guarded by this.
  private Instant checkedAt;
  private @Nullable CompletableFuture<Optional<RetryLater<Embedding>>> running;

  /**
   * @param checkedAt when the provider's vector was last compared; {@link Instant#EPOCH} if never
   */
  Canary(Embedding known, ProviderGate gate, Clock clock, Instant checkedAt) {
    this.known = known;
    this.gate = gate;
    this.clock = clock;
    this.checkedAt = checkedAt;
  }

  /** The sentence as an input. */
  static RemoteInput input() {
    return new RemoteInput(new ReadText(Parity.SENTENCE, 0, false), "", true);
  }

  /**
   * Makes sure of the model.
   *
   * @param ask embeds the sentence; called only if it is due
   * @return why no text may be embedded now; empty if it is the same model
   */
  synchronized CompletionStage<Optional<RetryLater<Embedding>>> check(
      Supplier<CompletionStage<ModelOutcome<Embedding>>> ask) {
    if (running != null) {
      return running;
    }
    if (clock.instant().isBefore(checkedAt.plus(VALID))) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    CompletableFuture<Optional<RetryLater<Embedding>>> check = new CompletableFuture<>();
    running = check;
    CompletionStage<Void> unused = ask.get().thenAccept(outcome -> finish(check, outcome));
    return check;
  }

  private void finish(
      CompletableFuture<Optional<RetryLater<Embedding>>> check, ModelOutcome<Embedding> outcome) {
    Optional<RetryLater<Embedding>> verdict = judge(outcome);
    synchronized (this) {
      running = null;
      if (verdict.isEmpty()) {
        checkedAt = clock.instant();
      }
    }
    check.complete(verdict);
  }

  private Optional<RetryLater<Embedding>> judge(ModelOutcome<Embedding> outcome) {
    if (outcome instanceof RetryLater<Embedding> later) {
      return Optional.of(RetryLater.notAsked(later.reason(), later.after()));
    }
    boolean isSame =
        outcome instanceof Answered<Embedding> answered && Parity.holds(answered.value(), known);
    if (isSame) {
      return Optional.empty();
    }
    FaultKind changed = FaultKind.MODEL_CHANGED;
    gate.refused(changed);
    return Optional.of(RetryLater.notAsked(changed.label(), changed.standardWait()));
  }
}
