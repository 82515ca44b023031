package io.millrace.app.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generation.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers which generation is active, for when the database does not answer. */
final class GenerationMemory {
  private static final String FILE = "active-generation";
  private static final String MODEL = "embedding_model";
  private static final String PLAN = "plan_file";
  private static final String SETTINGS = "embedding_settings";

  private final Path file;

  GenerationMemory(Installation installation) {
    this(installation.stack().settings().home().run());
  }

  GenerationMemory(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /** Remembers the one that is active now. */
  void write(Generation active) {
    ObjectNode document = Json.MAPPER.createObjectNode().put("generation", active.number());
    active.embeddingModel().ifPresent(model -> document.put(MODEL, model));
    active.planFile().ifPresent(plan -> document.put(PLAN, plan));
    ObjectNode settings = document.putObject(SETTINGS);
    active.embeddingSettings().forEach(settings::put);
    try {
      Files.writeString(file, document.toString());
    } catch (IOException e) {
      throw UserException.failure("Cannot write " + file + ".", e);
    }
  }

  /** The one that was active last; the first where nobody has remembered any. */
  Generation read() {
    try {
      return Files.exists(file)
          ? generation(Json.MAPPER.readTree(file.toFile()))
          : Generation.first();
    } catch (IOException e) {
      throw UserException.failure("Cannot read " + file + ".", e);
    }
  }

  private static Generation generation(JsonNode document) {
    Map<String, String> settings = new HashMap<>();
    document
        .path(SETTINGS)
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    return new Generation(
        document.isNumber() ? document.asInt() : document.path("generation").asInt(), // once alone
        State.ACTIVE,
        text(document, MODEL),
        text(document, PLAN),
        settings);
  }

  private static Optional<String> text(JsonNode document, String key) {
    return Optional.ofNullable(document.path(key).asText(null));
  }
}
