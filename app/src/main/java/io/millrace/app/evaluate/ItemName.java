package io.millrace.app.evaluate;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name of a book, a paper, an event and so on, ready to be compared: words without case, accents,
 * articles and years.
 *
 * @param words in order
 */
record ItemName(List<String> words) {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BORDERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\p{Nd}{2}");
  private static final Set<String> ARTICLES = Set.of("the", "a", "an");

  ItemName {
    words = List.copyOf(words);
  }

  static ItemName of(String name) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
            .replaceAll("");
    return new ItemName(
        Arrays.stream(BORDERS.split(plain))
            .filter(word -> !word.isEmpty() && !ARTICLES.contains(word))
            .filter(word -> !YEAR.matcher(word).matches())
            .toList());
  }

  /** Whether both name the same thing: one's words are all words of the other. */
  boolean matches(ItemName other) {
    return !words.isEmpty()
        && !other.words.isEmpty()
        && (words.containsAll(other.words) || other.words.containsAll(words));
  }
}
