package io.millrace.app.pause;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.app.Json;
import io.millrace.app.local.ConnectClient;
import io.millrace.schemas.Names;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for Connect that obeys one request late, as Connect does. */
class PausedSinksTest {
  private final Map<String, String> states = new TreeMap<>();
  private final Map<String, String> taskStates = new TreeMap<>();
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private PausedSinks sinks;

  @BeforeEach
  void start() throws IOException {
    for (String name :
        List.of("millrace-source", "millrace-sink-g1", "millrace-sink-g2", "other")) {
      states.put(name, "RUNNING");
      taskStates.put(name, "RUNNING");
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/connectors", this::answer);
    server.start();
    sinks =
        new PausedSinks(
            new ConnectClient("http://127.0.0.1:" + server.getAddress().getPort()),
            Names.standard());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldPauseTheSinksOfAllGenerationsAndNothingElse() {
    sinks.pause();

    assertThat(orders).containsExactly("millrace-sink-g1/pause", "millrace-sink-g2/pause");
    assertThat(taskStates)
        .containsEntry("millrace-sink-g1", "PAUSED")
        .containsEntry("millrace-source", "RUNNING")
        .containsEntry("other", "RUNNING");
  }

  @Test
  void shouldResumeWhatIsPausedAndSaySo() {
    sinks.pause();
    orders.clear();

    assertThat(sinks.resume()).isTrue();
    assertThat(sinks.resume()).isFalse();

    assertThat(orders).containsExactly("millrace-sink-g1/resume", "millrace-sink-g2/resume");
  }

  @Test
  void shouldLeaveASinkAloneThatFailed() {
    states.put("millrace-sink-g1", "FAILED");

    assertThat(sinks.resume()).isFalse();
    assertThat(orders).isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (path.length == 2) {
      send(exchange, states.keySet());
    } else if (path[3].equals("status")) {
      send(
          exchange,
          Map.of(
              "connector", Map.of("state", states.get(path[2])),
              "tasks", List.of(Map.of("state", taskStates.get(path[2])))));
      taskStates.put(path[2], states.get(path[2]));
    } else {
      orders.add(path[2] + "/" + path[3]);
      states.put(path[2], path[3].equals("pause") ? "PAUSED" : "RUNNING");
      send(exchange, Map.of());
    }
  }

  private static void send(HttpExchange exchange, Object document) throws IOException {
    byte[] body = Json.write(document).getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
