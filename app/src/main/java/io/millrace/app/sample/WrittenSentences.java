package io.millrace.app.sample;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sentences of the written profiles, by column and niche, for use in generated ones. */
final class WrittenSentences {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");
  private static final int SHORTEST = 20;
  private static final int LONGEST = 240;

  private record Sentence(String niche, String text) {}

  private final Map<ProfileColumn, List<Sentence>> sentences = new EnumMap<>(ProfileColumn.class);

  WrittenSentences(List<SampleProfile> profiles, List<ProfileColumn> columns) {
    columns.forEach(
        column ->
            sentences.put(
                column, profiles.stream().flatMap(profile -> split(profile, column)).toList()));
  }

  /** A sentence of the niche where one was written, of any niche otherwise. */
  String pick(ProfileColumn column, String niche, SplittableRandom random) {
    List<Sentence> all = Objects.requireNonNull(sentences.get(column), column.columnName());
    List<Sentence> own = all.stream().filter(sentence -> sentence.niche().equals(niche)).toList();
    List<Sentence> choices = own.isEmpty() ? all : own;
    return choices.get(random.nextInt(choices.size())).text();
  }

  private static Stream<Sentence> split(SampleProfile profile, ProfileColumn column) {
    String niche = Objects.requireNonNullElse(profile.text(ProfileColumn.NICHE), "");
    String text = Objects.requireNonNullElse(profile.text(column), "");
    return Arrays.stream(SENTENCE_END.split(text))
        .filter(sentence -> sentence.length() >= SHORTEST && sentence.length() <= LONGEST)
        .map(sentence -> new Sentence(niche, sentence));
  }
}
