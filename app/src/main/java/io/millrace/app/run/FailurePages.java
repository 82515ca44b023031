package io.millrace.app.run;

import com.sun.net.httpserver.HttpExchange;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.app.failures.FailureGroup;
import io.millrace.app.failures.Failures.Retried;
import io.millrace.app.status.StatusToken;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET on {@code /failures.json} and POST on {@code /failures/retry?reason=REASON}.
 * Threadsafe.
 */
record FailurePages(FailureDesk desk, StatusToken token) {
  static final String LIST = "/failures.json";
  static final String RETRY = "/failures/retry";

  private static final Logger LOG = LoggerFactory.getLogger(FailurePages.class);
  private static final Pattern REASON = Pattern.compile("reason=([a-z0-9_]{1,64})");

  void list(HttpExchange exchange) throws IOException {
    answer(exchange, LIST, () -> desk.groups().stream().map(FailureGroup::document).toList())
        .send(exchange, "GET");
  }

  void retry(HttpExchange exchange) throws IOException {
    Optional<String> refusal =
        OwnPage.refusal(
            exchange.getRequestHeaders(),
            exchange.getRemoteAddress().getAddress(),
            token.isNeeded());
    Matcher reason =
        REASON.matcher(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    StatusAnswer answer;
    if (refusal.isPresent()) {
      answer = StatusAnswer.forbidden(refusal.get());
    } else if (!exchange.getRequestMethod().equals("POST") || !reason.matches()) {
      answer = StatusAnswer.notFound();
    } else {
      answer = answer(exchange, RETRY, () -> document(desk.retry(reason.group(1))));
    }
    answer.send(exchange, "POST");
  }

  private StatusAnswer answer(HttpExchange exchange, String path, Supplier<?> document) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return StatusAnswer.notFound();
    }
    if (!token.admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return StatusAnswer.unauthorized();
    }
    try {
      return StatusAnswer.json(Json.write(document.get()));
    } catch (UserException | KafkaException e) {
      LOG.warn("The failure list does not answer ({})", e.getClass().getSimpleName());
      return StatusAnswer.unavailable(StatusAnswer.PLAIN, "The failure list cannot be read now.\n");
    }
  }

  private static Map<String, Long> document(Retried retried) {
    return Map.of("rows", retried.rows(), "gone", retried.gone(), "unnamed", retried.unnamed());
  }
}
