package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.policy.Fault;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.policy.Reply;
import io.millrace.inference.policy.Reply.Answer;
import io.millrace.inference.policy.Reply.Failed;
import io.millrace.inference.remote.Exchange.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The questions asked of a provider at start. Blocks; a provider that loads or is limited for a
 * moment is waited for.
 */
final class FirstContact {
  private final HttpCaller http;
  private final Duration patience;

  /**
   * @param patience how long a provider that does not answer is asked again
   */
  FirstContact(HttpCaller http, Duration patience) {
    this.http = http;
    this.patience = patience;
  }

  /** A provider that did not answer, and why. */
  static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;
    private final FaultKind kind;

    NoAnswerException(FaultKind kind) {
      super(kind.label());
      this.kind = kind;
    }

    FaultKind kind() {
      return kind;
    }
  }

  /** TEI's description of itself. */
  ServerFacts info(okhttp3.HttpUrl url) throws NoAnswerException {
    return ServerFacts.of(await(() -> http.get(url)));
  }

  /** The answer to one input. */
  <T> Optional<T> ask(Exchange<T> exchange, RemoteInput input)
      throws NoAnswerException, MalformedAnswerException {
    List<RemoteInput> inputs = List.of(input);
    JsonNode answer = await(() -> http.post(exchange.url(), exchange.body(inputs)));
    Answers<T> answers = exchange.read(answer, inputs);
    return answers.values().get(0);
  }

  private JsonNode await(Supplier<CompletionStage<Reply<JsonNode>>> request)
      throws NoAnswerException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Reply<JsonNode> reply = request.get().toCompletableFuture().join();
      if (reply instanceof Answer<JsonNode> answer) {
        return answer.value();
      }
      Fault fault =
          reply instanceof Failed<JsonNode> failed
              ? failed.fault()
              : Fault.of(FaultKind.UNAVAILABLE);
      long left = deadline - System.nanoTime();
      if (!passes(fault.kind()) || left < fault.waitTime().toNanos()) {
        throw new NoAnswerException(fault.kind());
      }
      pause(fault);
    }
  }

  private static boolean passes(FaultKind kind) {
    return switch (kind.effect()) {
      case SLOW_DOWN, PAUSE, COUNT -> true;
      case REFUSE, ABOUT_THE_TEXT -> false;
    };
  }

  private static void pause(Fault fault) throws NoAnswerException {
    try {
      TimeUnit.NANOSECONDS.sleep(fault.waitTime().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException(fault.kind());
    }
  }
}
