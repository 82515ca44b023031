package io.millrace.inference.onnx;

import io.millrace.inference.ProviderSettings;
import io.millrace.inference.TextTruncator;
import io.millrace.inference.TextTruncatorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tokenizers of the models that can run in this process, and of any other model whose {@code
 * tokenizer.json} lies in the models folder under the model's name, such as {@code
 * intfloat/e5-base-v2/tokenizer.json}; files beside it tell the limit as for an exported model.
 */
public final class TokenizerTruncatorProvider implements TextTruncatorProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TokenizerTruncatorProvider() {}

  @Override
  public Optional<TextTruncator> truncatorOf(String modelName, ProviderSettings settings) {
    NativeLibraries.prepare(settings);
    ModelsFolder folder = ModelsFolder.of(settings);
    Optional<OnnxModelFiles> known =
        OnnxModelFiles.of(modelName).filter(files -> files.hasTokenizer(folder));
    return known
        .map(files -> EncoderParts.readTokenizer(() -> files.tokenizer(folder), modelName))
        .or(() -> inFolder(modelName, settings))
        .map(TokenizerTruncator::new);
  }

  private static Optional<TextTokenizer> inFolder(String modelName, ProviderSettings settings) {
    boolean isFolder = ExportedFiles.isNamedBy(modelName);
    Path folder = ModelsFolder.of(settings).resolve(modelName);
    if (!isFolder && !Files.isRegularFile(folder.resolve("tokenizer.json"))) {
      return Optional.empty();
    }
    ExportedFiles files =
        isFolder ? ExportedFiles.of(modelName, settings) : ExportedFiles.in(folder);
    return Optional.of(
        EncoderParts.readTokenizer(
            () -> TextTokenizer.of(files.tokenizer(), TokenLimit.of(files)), modelName));
  }
}
