package io.millrace.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks whether something answers. */
public final class Probe {

  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int SERVER_ERROR = 500;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private Probe() {}

  /** Tells whether the port accepts connections. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) LIMIT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tells whether a GET of the address is answered with a success (200 to 299) in time. */
  public static boolean succeeds(URI address) {
    return status(address) / 100 == 2;
  }

  /** Tells whether a GET of the address is answered in time, if only with a refusal. */
  public static boolean answers(URI address) {
    return status(address) < SERVER_ERROR;
  }

  private static int status(URI address) {
    try {
      HttpResponse<Void> response =
          HTTP.send(
              HttpRequest.newBuilder(address).timeout(LIMIT).GET().build(),
              HttpResponse.BodyHandlers.discarding());
      return response.statusCode();
    } catch (IOException e) {
      return SERVER_ERROR;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SERVER_ERROR;
    }
  }
}
