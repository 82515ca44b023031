package io.millrace.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.modelserver.ServerFault.Kind;
import java.util.Optional;

/** Orders from outside the process, as JSON. */
final class Control {
  private Control() {}

  /**
   * Carries an order out.
   *
   * @param order {@code {"recover":true}}, {@code {"permit":20}} (inputs a second), {@code
   *     {"weights":"other"}}, or {@code
   *     {"fault":"STATUS","status":402,"retry_after":"5","body":"…", "poison":"…"}} with a name of
   *     {@link Kind}
   */
  static void apply(ModelServer server, JsonNode order) {
    if (order.has("recover")) {
      server.recover();
    }
    if (order.has("permit")) {
      server.permit(order.path("permit").asDouble());
    }
    if (order.has("weights")) {
      server.changeWeights();
    }
    if (order.has("fault")) {
      server.fail(
          new ServerFault(
              Kind.valueOf(order.path("fault").asText()),
              order.path("status").asInt(500),
              Optional.of(order.path("retry_after").asText("")).filter(text -> !text.isEmpty()),
              order.path("body").asText("failed on: "),
              order.path("poison").asText("")));
    }
  }
}
