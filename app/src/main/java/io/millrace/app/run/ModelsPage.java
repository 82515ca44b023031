package io.millrace.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the Streams applications say of their models. Threadsafe. */
public final class ModelsPage {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private ModelsPage() {}

  /** The models and how they fare; empty while the applications do not answer. */
  public static List<ModelState> read(String statusUrl) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(statusUrl + "/models")).timeout(TIMEOUT).build();
    try {
      return parse(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return List.of(); // they start, or are busy; their part says whether they run
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Reads the page's JSON. */
  public static List<ModelState> parse(String body) throws IOException {
    List<ModelState> models = new ArrayList<>();
    for (JsonNode model : Json.MAPPER.readTree(body)) {
      models.add(
          new ModelState(
              model.path("model").asText(),
              model.path("use").asText(),
              model.path("state").asText(),
              model.path("reason").asText()));
    }
    return models;
  }
}
