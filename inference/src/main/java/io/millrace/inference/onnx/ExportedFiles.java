package io.millrace.inference.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of one exported model in its folder, as Hugging Face's tools lay them. */
final class ExportedFiles {
  /** A model whose name begins with this is a folder. */
  static final String PREFIX = "file:";

  private static final String TOKENIZER = "tokenizer.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WEIGHTS = List.of("model.onnx", "onnx/model.onnx");

  private final Path folder;

  private ExportedFiles(Path folder) {
    this.folder = folder;
  }

  static boolean isNamedBy(String modelName) {
    return modelName.startsWith(PREFIX);
  }

  /**
   * The folder that a name such as {@code file:my-model} means, in the models folder.
   *
   * @throws InferenceException if there is no such folder
   */
  static ExportedFiles of(String modelName, ProviderSettings settings) {
    String path = modelName.substring(PREFIX.length());
    Path folder =
        ModelsFolder.of(settings).resolve(path.startsWith("//") ? path.substring(2) : path);
    if (!Files.isDirectory(folder)) {
      throw new InferenceException(
          "There is no folder %s for the model \"%s\"; put the exported model there, or set %s to the folder that holds it."
              .formatted(folder, modelName, ModelsFolder.KEY));
    }
    return new ExportedFiles(folder);
  }

  /** The files in a folder that exists. */
  static ExportedFiles in(Path folder) {
    return new ExportedFiles(folder);
  }

  /** The .onnx file. */
  Path weights() {
    return WEIGHTS.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new InferenceException(
                    "%s holds no model.onnx; export the model to ONNX into this folder."
                        .formatted(folder)));
  }

  /** Digest of the .onnx file and of those beside it that hold weights too large for it. */
  String revision() {
    Path weights = weights();
    String name = weights.getFileName().toString();
    try (Stream<Path> files = Files.list(weights.resolveSibling(""))) {
      return WeightsDigest.of(
          files
              .filter(file -> file.getFileName().toString().startsWith(name))
              .filter(Files::isRegularFile)
              .sorted()
              .toList());
    } catch (IOException e) {
      throw unreadable(weights, e);
    }
  }

  byte[] tokenizer() {
    Path file = folder.resolve(TOKENIZER);
    if (!Files.isRegularFile(file)) {
      throw new InferenceException(
          "%s holds no tokenizer.json; save the model's fast tokenizer into this folder (a vocab.txt alone does not do)."
              .formatted(folder));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The greatest id of the tokenizer's vocabulary; 0 if it lists none. */
  long greatestToken() {
    JsonNode vocabulary = json(TOKENIZER).path("model").path("vocab");
    if (vocabulary.isArray()) {
      return Math.max(0, vocabulary.size() - 1);
    }
    return StreamSupport.stream(vocabulary.spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .max()
        .orElse(0);
  }

  /** A JSON file; a missing node if there is no such file. */
  JsonNode json(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new InferenceException(
          "%s is not JSON (line %d); copy it anew."
              .formatted(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InferenceException unreadable(Path file, IOException cause) {
    return new InferenceException(
        "%s cannot be read (%s); check its rights."
            .formatted(file, cause.getClass().getSimpleName().toLowerCase(Locale.ROOT)),
        cause);
  }

  /** For sentences to the user. */
  @Override
  public String toString() {
    return folder.toString();
  }
}
