package io.millrace.inference.remote;

import static io.millrace.inference.policy.FaultKind.BACKEND_FAILED;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Provenance;
import io.millrace.inference.policy.Fault;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.policy.ProviderGate;
import io.millrace.inference.policy.Reply;
import io.millrace.inference.policy.Reply.Answer;
import io.millrace.inference.policy.Reply.Failed;
import io.millrace.inference.policy.Reply.Held;
import io.millrace.inference.remote.Exchange.Answers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries one batch to the provider, in one request or, where it has to be, in several, one after
 * the other: too many or too long inputs are split and shortened, and an input on which the model
 * fails is searched for by halves, once a sentence that is known to work has shown that the
 * provider itself is well.
 *
 * <p>Used once; its steps follow each other, on whatever thread the last reply came.
 */
final class BatchRun<T> {
  private static final int TRIES = 3;
  private static final int TRIES_OF_A_BROKEN_BATCH = 2;

  private final HttpCaller http;
  private final ProviderGate gate;
  private final ModelDescription model;
  private final Exchange<T> exchange;
  private final RemoteInput probe;
  private final List<ModelOutcome<T>> outcomes;
  private final Deque<Part> left = new ArrayDeque<>();
  private boolean isProviderWell;

  /**
   * Inputs that go out together.
   *
   * @param first their first place among the outcomes
   */
  private record Part(int first, List<RemoteInput> inputs, int tries) {
    Part sub(int from, int to, int triesBefore) {
      return new Part(first + from, inputs.subList(from, to), triesBefore);
    }

    int size() {
      return inputs.size();
    }
  }

  /**
   * @param probe an input that the provider answers if it is well
   */
  BatchRun(
      HttpCaller http,
      ProviderGate gate,
      ModelDescription model,
      Exchange<T> exchange,
      List<RemoteInput> inputs,
      RemoteInput probe) {
    this.http = http;
    this.gate = gate;
    this.model = model;
    this.exchange = exchange;
    this.probe = probe;
    this.outcomes =
        new ArrayList<>(
            Collections.nCopies(
                inputs.size(), RetryLater.notAsked("not_run", Duration.ofSeconds(1))));
    left.add(new Part(0, inputs, 0));
  }

  /** The outcomes, one for each input; never fails. */
  CompletionStage<List<ModelOutcome<T>>> run() {
    Part part = left.poll();
    if (part == null) {
      return CompletableFuture.completedFuture(outcomes);
    }
    Part next = asMuchAsFits(part);
    return send(next.inputs())
        .thenCompose(reply -> isSuspect(reply, next) ? search(next, reply) : take(reply, next));
  }

  private Part asMuchAsFits(Part part) {
    int size = gate.batch();
    if (part.size() <= size) {
      return part;
    }
    left.push(part.sub(size, part.size(), part.tries()));
    return part.sub(0, size, part.tries());
  }

  private CompletionStage<Reply<Answers<T>>> send(List<RemoteInput> inputs) {
    return gate.pass(
        inputs.size(),
        inputs.stream().mapToLong(RemoteInput::tokens).sum(),
        () ->
            http.post(exchange.url(), exchange.body(inputs))
                .thenApply(reply -> read(reply, inputs)));
  }

  private Reply<Answers<T>> read(Reply<JsonNode> reply, List<RemoteInput> inputs) {
    if (reply instanceof Answer<JsonNode> answer) {
      try {
        Answers<T> answers = exchange.read(answer.value(), inputs);
        boolean isUseless = answers.values().stream().allMatch(Optional::isEmpty);
        return isUseless
            ? new Failed<>(Fault.of(BACKEND_FAILED))
            : new Answer<>(answers, answers.tokens());
      } catch (MalformedAnswerException | RuntimeException e) {
        return new Failed<>(Fault.of(FaultKind.MALFORMED));
      }
    }
    return reply instanceof Failed<JsonNode> failed
        ? new Failed<>(failed.fault())
        : new Failed<>(Fault.of(FaultKind.UNAVAILABLE));
  }

  /** Whether some input of the part may be to blame, and splitting or shortening does not help. */
  private static boolean isSuspect(Reply<?> reply, Part part) {
    if (!(reply instanceof Failed<?> failed)) {
      return false;
    }
    return switch (failed.fault().kind()) {
      case BAD_REQUEST -> true;
      case BACKEND_FAILED -> part.tries() + 1 >= TRIES_OF_A_BROKEN_BATCH;
      case TOO_LARGE -> part.size() == 1 && part.inputs().get(0).half().isEmpty();
      default -> false;
    };
  }

  private CompletionStage<List<ModelOutcome<T>>> take(Reply<Answers<T>> reply, Part part) {
    if (reply instanceof Answer<Answers<T>> answer) {
      answer(answer.value(), part);
    } else if (reply instanceof Held<Answers<T>> held) {
      left.push(part);
      giveBack(held.reason(), held.after());
    } else if (reply instanceof Failed<Answers<T>> failed) {
      fail(failed.fault(), part);
    }
    return run();
  }

  private void answer(Answers<T> answers, Part part) {
    long counted = part.size() == 1 ? answers.tokens() : 0;
    for (int index = 0; index < part.size(); index++) {
      RemoteInput input = part.inputs().get(index);
      int tokens = input.read().tokens() > 0 ? input.read().tokens() : (int) counted;
      outcomes.set(
          part.first() + index,
          answers
              .values()
              .get(index)
              .<ModelOutcome<T>>map(
                  value ->
                      new Answered<>(
                          value,
                          Provenance.of(model, tokens, input.read().truncated())
                              .marked(input.marks())))
              .orElseGet(
                  () -> new Rejected<>("not_finite", "The model gave zeros or no finite answer.")));
    }
  }

  private void fail(Fault fault, Part part) {
    switch (fault.kind()) {
      case TOO_LARGE -> makeSmaller(part);
      case BACKEND_FAILED -> again(part);
      case LIMITED, LOADING -> {
        if (part.tries() + 1 < TRIES) {
          again(part); // the gate holds it as long as the provider asked for
        } else {
          giveUp(fault, part);
        }
      }
      default -> giveUp(fault, part);
    }
  }

  private void again(Part part) {
    left.push(part.sub(0, part.size(), part.tries() + 1));
  }

  private void makeSmaller(Part part) {
    if (part.size() > 1) {
      halve(part);
    } else {
      List<RemoteInput> shorter = part.inputs().get(0).half().map(List::of).orElse(List.of());
      left.push(new Part(part.first(), shorter, part.tries()));
    }
  }

  private void halve(Part part) {
    int middle = part.size() / 2;
    left.push(part.sub(middle, part.size(), part.tries()));
    left.push(part.sub(0, middle, part.tries()));
  }

  /** The part was asked; the rest of the batch is given back unasked. */
  private void giveUp(Fault fault, Part part) {
    String reason = fault.kind().label();
    for (int index = 0; index < part.size(); index++) {
      outcomes.set(part.first() + index, new RetryLater<>(reason, fault.waitTime()));
    }
    giveBack(reason, fault.waitTime());
  }

  private void giveBack(String reason, Duration after) {
    for (Part part = left.poll(); part != null; part = left.poll()) {
      for (int index = 0; index < part.size(); index++) {
        outcomes.set(part.first() + index, RetryLater.notAsked(reason, after));
      }
    }
  }

  private CompletionStage<List<ModelOutcome<T>>> search(Part part, Reply<Answers<T>> reply) {
    if (isProviderWell) {
      blame(part, reply);
      return run();
    }
    return send(List.of(probe))
        .thenCompose(
            probed -> {
              judge(probed, part, reply);
              return run();
            });
  }

  private void judge(Reply<Answers<T>> probed, Part part, Reply<Answers<T>> reply) {
    if (probed instanceof Answer<Answers<T>>) {
      isProviderWell = true;
      blame(part, reply);
    } else if (probed instanceof Held<Answers<T>> held) {
      giveUp(new Fault(BACKEND_FAILED, Optional.of(held.after())), part);
    } else {
      gate.down(BACKEND_FAILED);
      giveUp(Fault.of(BACKEND_FAILED), part);
    }
  }

  private void blame(Part part, Reply<Answers<T>> reply) {
    if (part.size() > 1) {
      halve(part);
    } else if (reply instanceof Failed<Answers<T>> failed) {
      outcomes.set(
          part.first(),
          new Rejected<>(
              failed.fault().kind().label(), "The provider refuses this text and answers others."));
    }
  }
}
