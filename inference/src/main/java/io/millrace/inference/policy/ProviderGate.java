package io.millrace.inference.policy;

import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ProviderHealth;
import io.millrace.inference.ProviderHealth.State;
import io.millrace.inference.RequestReport;
import io.millrace.inference.policy.Reply.Answer;
import io.millrace.inference.policy.Reply.Failed;
import io.millrace.inference.policy.Reply.Held;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Through which every request to one provider goes: it holds back what the budget, the rate or the
 * provider's state do not allow, and learns from each answer. {@link FaultKind} is its table.
 *
 * <p>Threadsafe; never blocks. Holds no queue: who is sent back comes again.
 */
public final class ProviderGate {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProviderGate.class);

  /** While one request tries the way, the others need not look again at once. */
  private static final Duration WHILE_PROBING = Duration.ofSeconds(1);

  private final GateSettings settings;
  private final Budget budget;
  private final Clock clock;
  private final Pace pace;
  private final BatchSize batchSize;
  private final Circuit circuit;
  private volatile ModelMetrics metrics = ModelMetrics.NONE;
  private volatile ProviderHealth lastHealth = ProviderHealth.WELL;

  /** A gate that lets everything through until something goes wrong. */
  public ProviderGate(GateSettings settings, Budget budget, Clock clock) {
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.pace =
        new Pace(
            settings.requestsPerSecond(),
            settings.inputsPerSecond(),
            settings.maximumBatch(),
            settings.longestHold(),
            System::nanoTime);
    this.batchSize = new BatchSize(settings.maximumBatch(), settings.timeout());
    this.circuit = new Circuit(settings.failures(), settings.downTime(), settings.refusedTime());
  }

  /** Counts requests here from now on. */
  public void count(ModelMetrics counters) {
    this.metrics = counters;
  }

  /**
   * Inputs that the next request should have at most: 1 while a provider is tried again, fewer than
   * a full batch while it limits or is slow.
   */
  public int batch() {
    return circuit.isProbing() ? 1 : Math.min(pace.batch(), batchSize.value());
  }

  /**
   * Lets a request out when its time has come.
   *
   * @param tokens about how many it has, for the budget
   * @param request sends it; its stage never fails
   * @return its reply, or {@link Held} if it did not go out
   */
  public <A> CompletionStage<Reply<A>> pass(
      int inputs, long tokens, Supplier<CompletionStage<Reply<A>>> request) {
    Optional<Duration> spent = budget.holds(inputs, tokens);
    if (spent.isPresent()) {
      return held("budget_spent", spent.get());
    }
    Duration closed = circuit.remaining();
    if (!closed.isZero()) {
      return held(heldReason(), closed);
    }
    Optional<Duration> wait = pace.reserve(inputs);
    if (wait.isEmpty()) {
      return held("provider_limited", pace.held());
    }
    return later(wait.get(), () -> send(inputs, tokens, request));
  }

  private <A> CompletionStage<Reply<A>> send(
      int inputs, long tokens, Supplier<CompletionStage<Reply<A>>> request) {
    if (!circuit.tryEnter()) {
      Duration closed = circuit.remaining();
      return held(heldReason(), closed.isZero() ? WHILE_PROBING : closed);
    }
    long started = System.nanoTime();
    return request
        .get()
        .thenApply(
            reply -> {
              Duration latency = Duration.ofNanos(System.nanoTime() - started);
              measure(reply, inputs, started, latency);
              learn(reply, inputs);
              report(reply, inputs, tokens, latency);
              return reply;
            });
  }

  private String heldReason() {
    return circuit.isRefused() ? "provider_refused" : "provider_down";
  }

  private static <A> CompletionStage<Reply<A>> held(String reason, Duration after) {
    return CompletableFuture.completedFuture(new Held<>(reason, after));
  }

  private static <A> CompletionStage<Reply<A>> later(
      Duration wait, Supplier<CompletionStage<Reply<A>>> send) {
    if (wait.isZero()) {
      return send.get();
    }
    Executor delayed = CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS);
    return CompletableFuture.supplyAsync(send, delayed).thenCompose(Function.identity());
  }

  private void measure(Reply<?> reply, int inputs, long started, Duration latency) {
    if (reply instanceof Answer<?>) {
      batchSize.answered(inputs, latency);
    } else if (reply instanceof Failed<?> failed && failed.fault().kind() == FaultKind.TIMEOUT) {
      batchSize.timedOut(started, System.nanoTime());
    }
  }

  private void learn(Reply<?> reply, int inputs) {
    if (reply instanceof Answer<?>) {
      pace.succeeded(inputs);
      circuit.succeeded();
    } else if (reply instanceof Failed<?> failed) {
      learn(failed.fault());
    }
    tellChange();
  }

  private void learn(Fault fault) {
    String label = fault.kind().label();
    switch (fault.kind().effect()) {
      case SLOW_DOWN -> {
        pace.limited(fault.waitTime());
        circuit.succeeded();
      }
      case PAUSE -> {
        pace.pause(fault.waitTime());
        circuit.succeeded();
      }
      case COUNT -> circuit.failed(label);
      case REFUSE -> circuit.refused(label);
      case ABOUT_THE_TEXT -> circuit.succeeded();
    }
  }

  /** Closes the gate: the provider failed on an input that it has answered before. */
  public void down(FaultKind kind) {
    circuit.down(kind.label());
    tellChange();
  }

  /** Closes the gate for longer, such as for a model that changed. */
  public void refused(FaultKind kind) {
    circuit.refused(kind.label());
    tellChange();
  }

  private void report(Reply<?> reply, int inputs, long tokens, Duration latency) {
    boolean isAnswer = reply instanceof Answer<?>;
    long read = reply instanceof Answer<?> answer && answer.tokens() > 0 ? answer.tokens() : tokens;
    metrics.request(
        new RequestReport(
            settings.provider(),
            settings.model(),
            reply instanceof Failed<?> failed ? failed.fault().kind().label() : RequestReport.OK,
            inputs,
            isAnswer ? read : 0,
            isAnswer ? budget.spend(inputs, read) : 0,
            latency));
  }

  /** The provider's state, as far as requests have told. */
  public ProviderHealth health() {
    return tellChange();
  }

  private synchronized ProviderHealth tellChange() {
    ProviderHealth now = assess();
    ProviderHealth before = lastHealth;
    if (now.state() == before.state() && now.reason().equals(before.reason())) {
      lastHealth = new ProviderHealth(now.state(), now.reason(), before.since(), now.retryAfter());
    } else {
      lastHealth = now;
      LOGGER
          .atLevel(now.state() == State.OK ? Level.INFO : Level.WARN)
          .addKeyValue("event", "provider_state")
          .addKeyValue("provider", settings.provider())
          .addKeyValue("model", settings.model())
          .addKeyValue("from", before.state())
          .addKeyValue("to", now.state())
          .addKeyValue("reason", now.reason())
          .log("a provider changed its state");
    }
    return lastHealth;
  }

  private ProviderHealth assess() {
    if (!circuit.isClosed()) {
      State state = circuit.isRefused() ? State.REFUSED : State.DOWN;
      return health(state, circuit.reason(), circuit.remaining());
    }
    Optional<Duration> spent = budget.holds(1, 1);
    if (spent.isPresent()) {
      return health(State.LIMITED, "budget_spent", spent.get());
    }
    Duration held = pace.held();
    boolean isLong = held.compareTo(settings.longestHold()) > 0;
    if (isLong || pace.isSlowed()) {
      return health(
          State.LIMITED, pace.isSlowed() ? "limited" : "paused", isLong ? held : Duration.ZERO);
    }
    return health(State.OK, "", Duration.ZERO);
  }

  private ProviderHealth health(State state, String reason, Duration retryAfter) {
    return new ProviderHealth(state, reason, clock.instant(), retryAfter);
  }
}
