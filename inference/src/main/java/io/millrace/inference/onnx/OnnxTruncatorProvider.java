package io.millrace.inference.onnx;

import io.millrace.inference.ProviderSettings;
import io.millrace.inference.TextTruncator;
import io.millrace.inference.TextTruncatorProvider;
import java.util.Optional;

/** Knows the tokenizers of the models whose jars are on the class path. */
public final class OnnxTruncatorProvider implements TextTruncatorProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OnnxTruncatorProvider() {}

  @Override
  public Optional<TextTruncator> truncatorOf(String modelName, ProviderSettings settings) {
    return OnnxModelFiles.of(modelName)
        .filter(OnnxModelFiles::isPresent)
        .map(files -> open(files, settings));
  }

  private static TextTruncator open(OnnxModelFiles files, ProviderSettings settings) {
    NativeLibraries.prepare(settings);
    return new WordPieceTruncator(files.tokenizer(), files.description().maximumTokens());
  }
}
