package io.millrace.inference.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ProviderHealth.State;
import io.millrace.inference.RequestReport;
import io.millrace.inference.policy.Reply.Answer;
import io.millrace.inference.policy.Reply.Failed;
import io.millrace.inference.policy.Reply.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ProviderGateTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ofNanos(1);

  private final TestClock clock = new TestClock();
  private final List<RequestReport> reports = new ArrayList<>();
  private int sent;

  private ProviderGate gate(Duration down, Duration refused) {
    ProviderGate gate =
        new ProviderGate(
            GateSettings.of("tei", "a/model", 32).withTimes(down, refused, Duration.ofSeconds(1)),
            new Budget(0, new Price(0, 2_000_000), SpendingLog.NONE, clock),
            clock);
    gate.count(
        new ModelMetrics() {
          @Override
          public void request(RequestReport report) {
            reports.add(report);
          }
        });
    return gate;
  }

  private Reply<String> pass(ProviderGate gate, Reply<String> reply) {
    return gate.pass(
            3,
            10,
            () -> {
              sent++;
              return CompletableFuture.completedFuture(reply);
            })
        .toCompletableFuture()
        .join();
  }

  private Reply<String> fail(ProviderGate gate, FaultKind kind) {
    return pass(gate, new Failed<>(Fault.of(kind)));
  }

  private Reply<String> succeed(ProviderGate gate) {
    return pass(gate, new Answer<>("answer", 7));
  }

  @Test
  void shouldLetThroughAndCount() {
    ProviderGate gate = gate(LONG, LONG);

    assertThat(succeed(gate)).isEqualTo(new Answer<>("answer", 7));

    assertThat(gate.health().state()).isEqualTo(State.OK);
    assertThat(reports)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.provider()).isEqualTo("tei");
              assertThat(report.result()).isEqualTo("ok");
              assertThat(report.inputs()).isEqualTo(3);
              assertThat(report.tokens()).isEqualTo(7);
              assertThat(report.cost()).isEqualTo(6);
            });
  }

  @Test
  void shouldMakeNoCallWhileTheProviderIsDown() {
    ProviderGate gate = gate(LONG, LONG);
    for (int failure = 0; failure < 5; failure++) {
      fail(gate, FaultKind.UNAVAILABLE);
    }

    Reply<String> held = succeed(gate);

    assertThat(held)
        .isInstanceOfSatisfying(
            Held.class, reply -> assertThat(reply.reason()).isEqualTo("provider_down"));
    assertThat(sent).isEqualTo(5);
    assertThat(gate.health().state()).isEqualTo(State.DOWN);
    assertThat(gate.health().reason()).isEqualTo("unavailable");
    assertThat(gate.health().retryAfter()).isBetween(Duration.ofMinutes(59), LONG);
  }

  @Test
  void shouldStandAFewFailures() {
    ProviderGate gate = gate(LONG, LONG);
    for (int failure = 0; failure < 20; failure++) {
      fail(gate, FaultKind.TIMEOUT);
      if (failure % 4 == 3) {
        succeed(gate);
      }
    }

    assertThat(gate.health().state()).isEqualTo(State.OK);
    assertThat(sent).isEqualTo(25);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"NO_ACCESS", "NO_CREDIT", "NOT_FOUND", "REDIRECTED"})
  void shouldCloseAtOnceForARefusal(FaultKind kind) {
    ProviderGate gate = gate(AT_ONCE, LONG);
    fail(gate, kind);

    Reply<String> held = succeed(gate);

    assertThat(held)
        .isInstanceOfSatisfying(
            Held.class, reply -> assertThat(reply.reason()).isEqualTo("provider_refused"));
    assertThat(sent).isEqualTo(1);
    assertThat(gate.health().state()).isEqualTo(State.REFUSED);
    assertThat(gate.health().reason()).isEqualTo(kind.label());
  }

  @Test
  void shouldTryAgainWithOneInputAndOneRequest() {
    ProviderGate gate = gate(LONG, AT_ONCE);
    fail(gate, FaultKind.NO_CREDIT);
    assertThat(gate.batch()).isEqualTo(1);
    CompletableFuture<Reply<String>> probe = new CompletableFuture<>();
    CompletableFuture<Reply<String>> probing =
        gate.<String>pass(1, 1, () -> probe).toCompletableFuture();

    Reply<String> beside = succeed(gate);

    assertThat(beside).isInstanceOf(Held.class);
    assertThat(probing).isNotDone();
    probe.complete(new Answer<>("answer", 0));
    assertThat(gate.health().state()).isEqualTo(State.OK);
    assertThat(gate.batch()).isEqualTo(32);
  }

  @Test
  void shouldStayClosedIfTheTrialFails() {
    ProviderGate gate = gate(LONG, AT_ONCE);
    fail(gate, FaultKind.NO_CREDIT);
    fail(gate, FaultKind.NO_CREDIT);

    assertThat(gate.health().state()).isEqualTo(State.REFUSED);
    assertThat(sent).isEqualTo(2);
  }

  @Test
  void shouldSayThatItIsLimitedAndForHowLong() {
    ProviderGate gate = gate(LONG, LONG);
    pass(gate, new Failed<>(new Fault(FaultKind.LIMITED, java.util.Optional.of(LONG))));

    assertThat(succeed(gate))
        .isInstanceOfSatisfying(
            Held.class, reply -> assertThat(reply.reason()).isEqualTo("provider_limited"));
    assertThat(gate.health().state()).isEqualTo(State.LIMITED);
    assertThat(gate.health().canBeAsked()).isFalse();
  }

  @Test
  void shouldHoldWhatTheBudgetDoesNotAllow() {
    ProviderGate gate =
        new ProviderGate(
            GateSettings.of("openai", "a/model", 32),
            new Budget(7, new Price(0, 2_000_000), SpendingLog.NONE, clock),
            clock);
    succeed(gate);

    assertThat(succeed(gate)).isEqualTo(new Held<>("budget_spent", Duration.ofHours(2)));
    assertThat(sent).isEqualTo(1);
    assertThat(gate.health().reason()).isEqualTo("budget_spent");
    clock.pass(Duration.ofHours(2));
    assertThat(succeed(gate)).isInstanceOf(Answer.class);
  }

  @Test
  void shouldRememberSinceWhen() {
    ProviderGate gate = gate(LONG, LONG);
    fail(gate, FaultKind.NO_CREDIT);
    java.time.Instant since = clock.instant();
    clock.pass(Duration.ofMinutes(5));

    assertThat(gate.health().since()).isEqualTo(since);
  }
}
