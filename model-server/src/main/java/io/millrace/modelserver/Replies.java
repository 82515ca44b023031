package io.millrace.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Ways to answer. */
final class Replies {
  private static final int CHUNK = 64 * 1024;
  private static final int UNPACKED_CHUNKS = 16 * 1024; // 1 GiB

  private Replies() {}

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Promises more than it gives. */
  static void cut(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1_000);
    exchange.getResponseBody().write("[[0.1, 0.2,".getBytes(UTF_8));
    exchange.getResponseBody().flush();
    throw new IOException("cut, as told");
  }

  static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    write(exchange.getResponseBody());
  }

  static void bomb(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream packed = new GZIPOutputStream(exchange.getResponseBody())) {
      write(packed);
    }
  }

  private static void write(OutputStream stream) throws IOException {
    byte[] chunk = "[".repeat(1).concat(" ".repeat(CHUNK - 1)).getBytes(UTF_8);
    for (int count = 0; count < UNPACKED_CHUNKS; count++) {
      stream.write(chunk);
    }
  }
}
