package io.millrace.inference.onnx;

import io.millrace.inference.Entities;
import io.millrace.inference.Entities.Entity;
import io.millrace.inference.Entities.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins words to names: a name begins with a beginning label or a change of kind, and goes on while
 * the kind stays; its confidence is the mean of its words' (the aggregation that Hugging Face calls
 * "simple", on words instead of pieces).
 */
final class EntityDecoder {
  private final EntityTags tags;

  EntityDecoder(EntityTags tags) {
    this.tags = tags;
  }

  /** The names in a text. */
  Entities decode(String text, List<TaggedWord> words) {
    List<Entity> entities = new ArrayList<>();
    List<TaggedWord> name = new ArrayList<>();
    Optional<Kind> kind = Optional.empty();
    for (TaggedWord word : words) {
      Optional<EntityTags.Tag> tag = tags.of(word.label());
      Optional<Kind> kindOfWord = tag.map(EntityTags.Tag::kind);
      if (!kindOfWord.equals(kind) || tag.map(EntityTags.Tag::isBeginning).orElse(false)) {
        kind.ifPresent(known -> entities.add(entity(text, known, name)));
        name.clear();
      }
      kind = kindOfWord;
      name.add(word);
    }
    kind.ifPresent(known -> entities.add(entity(text, known, name)));
    return new Entities(entities);
  }

  private static Entity entity(String text, Kind kind, List<TaggedWord> words) {
    int start = words.get(0).start();
    int end = words.get(words.size() - 1).end();
    double confidence = words.stream().mapToDouble(TaggedWord::confidence).average().orElseThrow();
    int first = text.offsetByCodePoints(0, start);
    String name = text.substring(first, text.offsetByCodePoints(first, end - start));
    return new Entity(kind, name, start, end, confidence);
  }
}
