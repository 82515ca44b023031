package io.millrace.app.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * What a test does with connectors that the product does not.
 *
 * @param url of Connect's REST interface
 */
record ConnectRest(String url) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CONFLICT = 409;
  private static final int FIRST_ERROR = 400;

  Map<String, String> configuration(String connector) throws IOException, InterruptedException {
    return JSON.readValue(
        send("GET", "/connectors/" + connector + "/config", ""), new TypeReference<>() {});
  }

  void put(String connector, Map<String, String> configuration)
      throws IOException, InterruptedException {
    send("PUT", "/connectors/" + connector + "/config", JSON.writeValueAsString(configuration));
  }

  void delete(String connector) throws IOException, InterruptedException {
    send("DELETE", "/connectors/" + connector, "");
  }

  void restart(String connector) {
    try {
      send("POST", "/connectors/" + connector + "/restart?includeTasks=true", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks again while Connect is rebalancing. */
  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response;
    do {
      response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } while (response.statusCode() == CONFLICT);
    if (response.statusCode() >= FIRST_ERROR) {
      throw new IOException(method + " " + path + " was answered with " + response.statusCode());
    }
    return response.body();
  }
}
