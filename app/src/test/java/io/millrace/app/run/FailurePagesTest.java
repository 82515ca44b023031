package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To retry costs money: only our own page may ask for it. */
class FailurePagesTest {
  private static final String TOKEN = "let me act";
  private static final String RETRY = "/failures/retry?reason=no_tokens";

  private final MadeUpStatus status = MadeUpStatus.providerDown();
  private StatusServer server = status.start("");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldListFailuresByReasonWithoutTheirRows_invariant9() throws Exception {
    HttpResponse<String> list = send(request("/failures.json").GET());

    assertThat(list.body())
        .contains("\"table\":\"profiles\"", "\"reason\":\"no_tokens\"", "\"inputs\":12")
        .doesNotContain("\"key\"");
  }

  @Test
  void shouldRetryForItsOwnPage() throws Exception {
    HttpResponse<String> answer = send(own(RETRY));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"rows\":11", "\"gone\":1");
    assertThat(status.retried()).containsExactly("no_tokens");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void shouldRefuseWhatPagesOfOthersSend(String header, String value) throws Exception {
    assertThat(send(own(RETRY).header(header, value)).statusCode()).isEqualTo(403);
    assertThat(status.retried()).isEmpty();
  }

  @Test
  void shouldRefuseAPlainForm() throws Exception {
    HttpRequest.Builder form =
        request(RETRY)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("reason=no_tokens"));

    assertThat(send(form).statusCode()).isEqualTo(403);
    assertThat(status.retried()).isEmpty();
  }

  @Test
  void shouldLetNoOtherServerAskForPermission() throws Exception {
    HttpResponse<String> preflight =
        send(
            request(RETRY)
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", OwnPage.HEADER)
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(preflight.statusCode()).isIn(403, 405);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  /** Whoever owns a name can have it lead to this machine, and is then of its own origin. */
  @Test
  void shouldRefuseAnotherNameOfThisMachine_whereNoTokenProtectsIt() throws Exception {
    assertThat(statusLine("evil.example:" + server.port())).contains(" 403 ");
    assertThat(status.retried()).isEmpty();
    assertThat(statusLine("localhost:" + server.port())).contains(" 200 ");
  }

  @Test
  void shouldAskForTheTokenWhereOneIsSet() throws Exception {
    server.close();
    server = status.start(TOKEN);

    assertThat(send(own(RETRY)).statusCode()).isEqualTo(401);
    assertThat(send(request("/failures.json").GET()).statusCode()).isEqualTo(401);
    assertThat(status.retried()).isEmpty();
    assertThat(send(own(RETRY).header("Authorization", "Bearer " + TOKEN)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/failures/retry",
        "/failures/retry?reason=",
        "/failures/retry?reason=a%20b",
        "/failures/retry?reason=no_tokens&all",
        "/failures/retry/x?reason=no_tokens"
      })
  void shouldRetryNothing_whenItIsNotSaidWhat(String path) throws Exception {
    assertThat(send(own(path)).statusCode()).isEqualTo(404);
    assertThat(status.retried()).isEmpty();
  }

  @Test
  void shouldRetryNothingByAGet() throws Exception {
    assertThat(send(request(RETRY).header(OwnPage.HEADER, "status").GET()).statusCode())
        .isIn(404, 405);
    assertThat(status.retried()).isEmpty();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpRequest.Builder own(String path) {
    return request(path).header(OwnPage.HEADER, "status").POST(BodyPublishers.noBody());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  /** Java's client sends no other name than the server's. */
  private String statusLine(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request =
          "POST %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\n%s: status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(RETRY, host, host, OwnPage.HEADER);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    }
  }
}
