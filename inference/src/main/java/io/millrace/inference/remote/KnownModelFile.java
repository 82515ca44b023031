package io.millrace.inference.remote;

import io.millrace.inference.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps what is known of a provider's model over restarts, as JSON. */
final class KnownModelFile {
  private final Optional<Path> file;

  /**
   * @param directory empty for one that remembers nothing
   */
  KnownModelFile(Optional<Path> directory, String provider, String model, String revision) {
    String name = String.join("-", provider, model, revision).replaceAll("[^A-Za-z0-9.-]", "_");
    this.file = directory.map(folder -> folder.resolve("models").resolve(name + ".json"));
  }

  Optional<KnownModel> read() {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(file.get().toFile(), KnownModel.class));
    } catch (IOException e) {
      throw new InferenceException(
          file.get() + " cannot be read; if it is damaged, delete it: it is made anew.", e);
    }
  }

  void write(KnownModel model) {
    if (file.isEmpty()) {
      return;
    }
    Path target = file.get();
    try {
      Files.createDirectories(target.getParent());
      Path fresh = target.resolveSibling(target.getFileName() + ".new");
      Json.MAPPER.writeValue(fresh.toFile(), model);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InferenceException(
          target + " cannot be written; choose another millrace.inference.directory.", e);
    }
  }

  /** For messages: where a user finds it. */
  String place() {
    return file.map(Path::toString).orElse("nowhere");
  }
}
