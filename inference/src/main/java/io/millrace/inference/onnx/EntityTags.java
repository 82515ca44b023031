package io.millrace.inference.onnx;

import io.millrace.inference.Entities.Kind;
import io.millrace.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each label of a token-classification model says of a token: outside, or in a name of a kind
 * that Millrace knows, at its beginning or not.
 */
final class EntityTags {
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("PER", Kind.PERSON),
          Map.entry("PERSON", Kind.PERSON),
          Map.entry("ORG", Kind.ORGANISATION),
          Map.entry("ORGANIZATION", Kind.ORGANISATION),
          Map.entry("ORGANISATION", Kind.ORGANISATION),
          Map.entry("CORPORATION", Kind.ORGANISATION),
          Map.entry("LOC", Kind.LOCATION),
          Map.entry("LOCATION", Kind.LOCATION),
          Map.entry("GPE", Kind.LOCATION),
          Map.entry("FAC", Kind.LOCATION),
          Map.entry("MISC", Kind.MISCELLANEOUS),
          Map.entry("NORP", Kind.MISCELLANEOUS),
          Map.entry("PRODUCT", Kind.MISCELLANEOUS),
          Map.entry("EVENT", Kind.MISCELLANEOUS),
          Map.entry("WORK_OF_ART", Kind.MISCELLANEOUS));

  /** Of BIO, and of BIOES and BILOU, where a name of one token begins and ends at once. */
  private static final String BEGINNINGS = "BSU";

  /**
   * One label.
   *
   * @param isBeginning whether a name begins here even if one of the same kind stands before it
   */
  record Tag(Kind kind, boolean isBeginning) {}

  private final List<Optional<Tag>> tags;

  private EntityTags(List<Optional<Tag>> tags) {
    this.tags = List.copyOf(tags);
  }

  /**
   * Reads names such as {@code B-PER}, {@code I-ORG}, {@code LOC} and {@code O}.
   *
   * @throws InferenceException if none of them is of a kind that Millrace knows
   */
  static EntityTags of(ModelLabels labels, ExportedFiles files) {
    List<Optional<Tag>> tags = new ArrayList<>();
    for (int position = 0; position < labels.size(); position++) {
      tags.add(tag(labels.name(position).toUpperCase(Locale.ROOT)));
    }
    if (tags.stream().allMatch(Optional::isEmpty)) {
      throw new InferenceException(
          "id2label in config.json of %s names [%s], none of which is a person, organisation, location or miscellaneous name (B-PER, I-PER, B-ORG and so on); correct the names or take a model trained to find them."
              .formatted(files, labels));
    }
    return new EntityTags(tags);
  }

  private static Optional<Tag> tag(String label) {
    boolean hasPosition = label.length() > 2 && (label.charAt(1) == '-' || label.charAt(1) == '_');
    Kind kind = KINDS.get(hasPosition ? label.substring(2) : label);
    boolean isBeginning = hasPosition && BEGINNINGS.indexOf(label.charAt(0)) >= 0;
    return Optional.ofNullable(kind).map(known -> new Tag(known, isBeginning));
  }

  int size() {
    return tags.size();
  }

  /** Empty for what is outside of all names. */
  Optional<Tag> of(int label) {
    return tags.get(label);
  }
}
