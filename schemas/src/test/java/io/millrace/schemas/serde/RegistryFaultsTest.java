package io.millrace.schemas.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.schemas.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what the client really throws; a registry of the test's own answers it. */
class RegistryFaultsTest {
  private static final byte[] BEGINNING_OF_A_RECORD =
      ByteBuffer.allocate(6).put((byte) 0).putInt(77).put((byte) 2).array();
  private static final String NOT_FOUND =
      "{\"error_code\":404,\"message\":\"No content\",\"name\":\"ContentNotFoundException\"}";

  private final HttpServer registry = server();

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  @Test
  void shouldWaitForARegistryThatDoesNotRun() {
    registry.stop(0);

    assertThat(RegistryFaults.isOutage(thrown(BEGINNING_OF_A_RECORD))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 401, 403, 429})
  void shouldWaitForARegistryThatRefuses(int status) {
    answer(status, "not now");

    assertThat(RegistryFaults.isOutage(thrown(BEGINNING_OF_A_RECORD))).isTrue();
  }

  @Test
  void shouldWaitForSomethingThatIsNoRegistry() {
    answer(200, "<html>Welcome</html>");

    assertThat(RegistryFaults.isOutage(thrown(BEGINNING_OF_A_RECORD))).isTrue();
  }

  @Test
  void shouldNotWaitForASchemaThatIsNotKnown() {
    answer(404, NOT_FOUND);

    assertThat(RegistryFaults.isOutage(thrown(BEGINNING_OF_A_RECORD))).isFalse();
  }

  @Test
  void shouldNotWaitForTheRestOfARecord() {
    answer(200, Row.getClassSchema().toString());

    assertThat(RegistryFaults.isOutage(thrown(BEGINNING_OF_A_RECORD))).isFalse();
  }

  @Test
  void shouldNotWaitForBytesThatAreNoRecord() {
    assertThat(RegistryFaults.isOutage(thrown(new byte[] {1, 2, 3}))).isFalse();
    assertThat(RegistryFaults.isOutage(thrown(new byte[] {0}))).isFalse();
  }

  private Throwable thrown(byte[] record) {
    String url = "http://127.0.0.1:" + registry.getAddress().getPort();
    Throwable thrown =
        catchThrowable(
            () ->
                new RegistrySerdes(RegistrySettings.apicurio(url))
                    .generic()
                    .deserializer()
                    .deserialize("topic", record));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private void answer(int status, String body) {
    registry.createContext(
        "/",
        exchange ->
            answer(
                exchange,
                status,
                exchange.getRequestURI().getPath().endsWith("/references") ? "[]" : body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
