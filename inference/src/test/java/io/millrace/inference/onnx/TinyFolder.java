package io.millrace.inference.onnx;

import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An exported model's folder, made by a test. */
final class TinyFolder {
  static final String NAME = "file:tiny";

  private final Path root;
  private final Path folder;

  /**
   * @param root the models folder
   */
  TinyFolder(Path root) throws IOException {
    this.root = root;
    this.folder = Files.createDirectories(root.resolve("tiny"));
  }

  TinyFolder model(byte[] weights) throws IOException {
    Files.write(folder.resolve("model.onnx"), weights);
    return this;
  }

  TinyFolder tokenizer(TinyVocabulary vocabulary) throws IOException {
    return file("tokenizer.json", vocabulary.json());
  }

  TinyFolder file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
    return this;
  }

  TinyFolder labels(String... names) throws IOException {
    StringBuilder labels = new StringBuilder();
    for (int id = 0; id < names.length; id++) {
      labels.append(id == 0 ? "" : ",").append("\"%d\":\"%s\"".formatted(id, names[id]));
    }
    return file("config.json", "{\"id2label\":{" + labels + "}}");
  }

  Path path() {
    return folder;
  }

  ProviderSettings settings() {
    return settings(Map.of());
  }

  ProviderSettings settings(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(others);
    all.put("millrace.models.folder", root.toString());
    return ProviderSettings.of(all);
  }
}
