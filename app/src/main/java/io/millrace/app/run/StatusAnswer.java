package io.millrace.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.millrace.app.status.PageFiles;
import java.io.IOException;

/** What the status server sends back. */
record StatusAnswer(int status, String type, String body) {
  static final String PLAIN = "text/plain; charset=utf-8";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  /** The page loads from its own server only, and what data says is never run. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  static StatusAnswer ok(String type, String body) {
    return new StatusAnswer(OK, type, body);
  }

  static StatusAnswer ok(PageFiles.PageFile file) {
    return new StatusAnswer(OK, file.type(), file.content());
  }

  static StatusAnswer notFound() {
    return new StatusAnswer(NOT_FOUND, PLAIN, "not found; the status page is at /\n");
  }

  static StatusAnswer unauthorized() {
    return new StatusAnswer(UNAUTHORIZED, PLAIN, "name the token of millrace.status.token\n");
  }

  static StatusAnswer json(String body) {
    return new StatusAnswer(OK, "application/json", body);
  }

  static StatusAnswer forbidden(String reason) {
    return new StatusAnswer(FORBIDDEN, PLAIN, reason + "\n");
  }

  static StatusAnswer unavailable(String type, String body) {
    return new StatusAnswer(UNAVAILABLE, type, body);
  }

  void send(HttpExchange exchange) throws IOException {
    send(exchange, "GET");
  }

  /**
   * Sends it if the request was made by this method.
   *
   * @param method the only one that the path knows
   */
  void send(HttpExchange exchange, String method) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      boolean isKnown = exchange.getRequestMethod().equals(method);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type);
      headers.set("Cache-Control", "no-store");
      headers.set("Content-Security-Policy", POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      if (status == UNAUTHORIZED) {
        headers.set("WWW-Authenticate", "Basic realm=\"millrace\", charset=\"UTF-8\"");
      }
      exchange.sendResponseHeaders(
          isKnown ? status : METHOD_NOT_ALLOWED, isKnown ? bytes.length : -1);
      if (isKnown) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
