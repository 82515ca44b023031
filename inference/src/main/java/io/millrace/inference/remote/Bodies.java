package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What requests have in common. */
final class Bodies {
  private Bodies() {}

  /** Texts under {@code inputs}. */
  static ObjectNode inputs(List<RemoteInput> inputs) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode texts = body.putArray("inputs");
    inputs.forEach(input -> texts.add(input.text()));
    return body;
  }
}
