package io.millrace.stack.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.stack.Progress;
import io.millrace.stack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Chooses a free loopback port for each name once and remembers it in a JSON file.
 *
 * <p>Not for several threads; commands are kept apart by the stack's lock.
 */
public final class Ports {

  private static final ObjectMapper JSON = new ObjectMapper();
  // Below the kernel's usual range for outgoing connections (32768 and up), which would take them.
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 200;

  private final Path file;
  private final RandomGenerator random;

  /** Remembers ports in the file. */
  public Ports(Path file, RandomGenerator random) {
    this.file = file;
    this.random = random;
  }

  /** Returns the remembered port, or a newly chosen one. */
  public int of(String name) {
    Integer port = read().get(name);
    return port == null ? choose(name) : port;
  }

  /** Returns the port if one was chosen. */
  public OptionalInt remembered(String name) {
    Integer port = read().get(name);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** Returns the remembered port if it is free, and otherwise says so and chooses another. */
  public int free(String name, Progress progress) {
    int port = of(name);
    if (isFree(port)) {
      return port;
    }
    int chosen = choose(name);
    progress.say(
        "Port %d of %s is taken by another program; using %d instead."
            .formatted(port, name, chosen));
    return chosen;
  }

  private int choose(String name) {
    Map<String, Integer> ports = read();
    ports.remove(name);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = random.nextInt(FIRST, END);
      if (!ports.containsValue(port) && isFree(port)) {
        ports.put(name, port);
        write(ports);
        return port;
      }
    }
    throw new StackException(
        "No free port found for %s between %d and %d.".formatted(name, FIRST, END));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private Map<String, Integer> read() {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return JSON.readValue(
          Files.readString(file), new TypeReference<TreeMap<String, Integer>>() {});
    } catch (IOException e) {
      throw new StackException("Cannot read " + file + "; delete it and try again.", e);
    }
  }

  private void write(Map<String, Integer> ports) {
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ports);
      Folders.write(file, text + "\n", "rw-r--r--");
    } catch (JsonProcessingException e) {
      throw new StackException("Cannot write " + file, e);
    }
  }
}
