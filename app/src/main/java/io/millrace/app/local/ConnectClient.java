package io.millrace.app.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connect's REST interface. Threadsafe. */
public final class ConnectClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final int FIRST_ERROR = 400;

  private final HttpClient http;
  private final String root;
  private final Duration limit;

  /**
   * @param root of the REST interface, without a slash at its end
   */
  public ConnectClient(String root) {
    this(root, TIMEOUT);
  }

  /**
   * @param root of the REST interface, without a slash at its end
   * @param limit how long an answer may take
   */
  public ConnectClient(String root, Duration limit) {
    this.root = root;
    this.limit = limit;
    http = HttpClient.newBuilder().connectTimeout(limit).build();
  }

  /**
   * A connector and its tasks.
   *
   * @param state RUNNING, PAUSED, STOPPED, UNASSIGNED, RESTARTING or FAILED; the worst of connector
   *     and tasks
   * @param isStarted whether all of it runs
   * @param isPaused whether somebody has paused it, and none of its tasks works any more
   */
  public record ConnectorStatus(String name, String state, boolean isStarted, boolean isPaused) {}

  /** Creates a connector, or gives it another configuration. */
  public void put(String name, Map<String, String> configuration) {
    HttpResponse<String> response =
        send("PUT", "/connectors/" + name + "/config", Json.write(configuration));
    if (response.statusCode() == CONFLICT) {
      throw UserException.failure(
          "Connect is rebalancing and did not take connector " + name + "; run the command again.");
    }
    if (response.statusCode() >= FIRST_ERROR) {
      throw UserException.failure(
          "Connect refused connector " + name + ": " + read(response).path("message").asText());
    }
  }

  /** Deletes a connector; does nothing if there is none of that name. */
  public void delete(String name) {
    HttpResponse<String> response = send("DELETE", "/connectors/" + name, "");
    if (response.statusCode() >= FIRST_ERROR && response.statusCode() != NOT_FOUND) {
      throw UserException.failure(
          "Connect did not delete connector " + name + "; run the command again.");
    }
  }

  /** Starts a connector's failed parts again. */
  public void restartFailed(String name) {
    send("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true", "");
  }

  /** Stops a connector's tasks until {@link #resume}; does nothing where there is none. */
  public void stop(String name) {
    send("PUT", "/connectors/" + name + "/stop", "");
  }

  /** Has a connector's tasks do nothing until {@link #resume}; they stay where they are. */
  public void pause(String name) {
    send("PUT", "/connectors/" + name + "/pause", "");
  }

  /** Lets a connector run that was stopped or paused. */
  public void resume(String name) {
    send("PUT", "/connectors/" + name + "/resume", "");
  }

  /** Forgets how far a connector has come; it must be stopped. */
  public void forgetOffsets(String name) {
    HttpResponse<String> response = send("DELETE", "/connectors/" + name + "/offsets", "");
    if (response.statusCode() >= FIRST_ERROR && response.statusCode() != NOT_FOUND) {
      throw UserException.failure(
          "Connect did not forget the offsets of " + name + "; run the command again.");
    }
  }

  /** Class names of the connectors that the worker can run. */
  public List<String> plugins() {
    List<String> classes = new ArrayList<>();
    read(send("GET", "/connector-plugins", ""))
        .forEach(plugin -> classes.add(plugin.path("class").asText()));
    return classes;
  }

  /** Names of all connectors. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    read(send("GET", "/connectors", "")).forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The status of a connector; empty: there is none of that name. */
  public Optional<ConnectorStatus> status(String name) {
    HttpResponse<String> response = send("GET", "/connectors/" + name + "/status", "");
    if (response.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    JsonNode status = read(response);
    String state = status.path("connector").path("state").asText();
    JsonNode tasks = status.path("tasks");
    boolean isStarted = state.equals("RUNNING") && !tasks.isEmpty();
    boolean isPaused = state.equals("PAUSED");
    for (JsonNode task : tasks) {
      String taskState = task.path("state").asText();
      isPaused &= !taskState.equals("RUNNING");
      if (!taskState.equals("RUNNING")) {
        isStarted = false;
        state = state.equals("FAILED") ? state : taskState;
      }
    }
    return Optional.of(new ConnectorStatus(name, state, isStarted, isPaused));
  }

  /** Whether a connector is there and all of it runs. */
  public boolean isStarted(String name) {
    return status(name).filter(ConnectorStatus::isStarted).isPresent();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(limit)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw UserException.failure("Connect does not answer at " + root + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while talking to Connect", e);
    }
  }

  private static JsonNode read(HttpResponse<String> response) {
    try {
      return Json.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw UserException.failure("Connect answered something that is not JSON.", e);
    }
  }
}
