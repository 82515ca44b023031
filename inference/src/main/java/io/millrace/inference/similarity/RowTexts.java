package io.millrace.inference.similarity;

import io.millrace.inference.TextNormalizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of a row that are read. */
final class RowTexts {
  private RowTexts() {}

  /** Normalised texts; blank ones are left out. */
  static List<String> visible(List<? extends @Nullable String> texts) {
    return texts.stream().map(TextNormalizer::normalize).flatMap(Optional::stream).toList();
  }
}
