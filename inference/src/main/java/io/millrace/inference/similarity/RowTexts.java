package io.millrace.inference.similarity;

import io.millrace.inference.TextNormalizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the texts of a row are read. */
enum RowTexts {
  /** Each by itself. */
  APART {
    @Override
    List<String> of(List<? extends @Nullable String> texts) {
      return visible(texts);
    }
  },
  /** All as one, with full stops between them. */
  JOINED {
    @Override
    List<String> of(List<? extends @Nullable String> texts) {
      List<String> visible = visible(texts);
      return visible.isEmpty() ? visible : List.of(String.join(". ", visible));
    }
  };

  /** Normalised texts; blank ones are left out. */
  abstract List<String> of(List<? extends @Nullable String> texts);

  private static List<String> visible(List<? extends @Nullable String> texts) {
    return texts.stream().map(TextNormalizer::normalize).flatMap(Optional::stream).toList();
  }
}
