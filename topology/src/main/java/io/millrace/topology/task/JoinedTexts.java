package io.millrace.topology.task;

import io.millrace.inference.Entities;
import io.millrace.inference.Entities.Entity;
import io.millrace.inference.TextNormalizer;
import io.millrace.inference.credentials.NamedEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a row as one input of a model, which is one call, with the way back from places in
 * it to places in the columns.
 *
 * <p>A text whose composition (NFC) changes it inside is left out: its places would not be those of
 * the column. The rules read it all the same.
 *
 * @param text normalised texts joined by empty lines, not blank
 */
record JoinedTexts(String text, List<Part> parts) {
  private static final String SEPARATOR = "\n\n";

  /**
   * One column's share.
   *
   * @param start first code point in the joined text
   * @param end the code point after its last
   * @param shift to be added for the place in the raw text
   */
  record Part(String column, int start, int end, int shift) {}

  /** Joins what is not blank; empty: nothing is left. */
  static Optional<JoinedTexts> of(List<InputText> texts) {
    StringBuilder joined = new StringBuilder();
    List<Part> parts = new ArrayList<>();
    for (InputText input : texts) {
      String raw = input.text() == null ? "" : input.text();
      String normal = TextNormalizer.normalize(raw).orElse("");
      int place = raw.indexOf(normal);
      if (!normal.isEmpty() && place >= 0) {
        joined.append(joined.length() == 0 ? "" : SEPARATOR);
        int start = joined.codePointCount(0, joined.length());
        int end = start + normal.codePointCount(0, normal.length());
        parts.add(new Part(input.column(), start, end, raw.codePointCount(0, place) - start));
        joined.append(normal);
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new JoinedTexts(joined.toString(), List.copyOf(parts)));
  }

  /** Without the texts, which are private. */
  @Override
  public String toString() {
    return "JoinedTexts[parts=" + parts.size() + ']';
  }

  /** Entities with their places in the raw columns; what reaches over two columns is no name. */
  List<NamedEntity> inColumns(Entities entities) {
    List<NamedEntity> placed = new ArrayList<>();
    for (Entity entity : entities.entities()) {
      for (Part part : parts) {
        if (entity.start() >= part.start() && entity.end() <= part.end()) {
          placed.add(
              new NamedEntity(
                  NamedEntity.Type.valueOf(entity.kind().name()),
                  part.column(),
                  entity.start() + part.shift(),
                  entity.end() + part.shift(),
                  entity.confidence()));
        }
      }
    }
    return placed;
  }
}
