package io.millrace.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.millrace.schemas.Failure;
import io.millrace.schemas.SinkReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the registry's client really sends. */
class RegistryLoginTest {
  private final List<String> logins = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer registry;

  @BeforeEach
  void startRegistry() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          String login = exchange.getRequestHeaders().getFirst("Authorization");
          logins.add(login == null ? "" : login);
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    registry.start();
  }

  @AfterEach
  void stopRegistry() {
    registry.stop(0);
  }

  static Stream<Arguments> logins() {
    String basic =
        Base64.getEncoder().encodeToString("me:pass:word".getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        Arguments.of(RegistryLogin.basic("me", "pass:word"), "Basic " + basic),
        Arguments.of(RegistryLogin.bearer("a-token"), "Bearer a-token"),
        Arguments.of(Map.of(), ""));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void shouldLogInAtTheRegistry(Map<String, String> login, String expected) {
    String url = "http://127.0.0.1:" + registry.getAddress().getPort();
    try (Deserializer<Failure> deserializer =
        new RegistrySerdes(RegistrySettings.apicurio(url, login))
            .<Failure>specific(SinkReport.getClassSchema())
            .deserializer()) {
      // A record of schema 7, which the registry is asked for.
      Throwable unused =
          catchThrowable(() -> deserializer.deserialize("t", new byte[] {0, 0, 0, 0, 7, 0}));
    }

    assertThat(logins).isNotEmpty().containsOnly(expected);
  }
}
