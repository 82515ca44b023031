package io.millrace.app.sample;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Fills sentence patterns for one generated profile. */
final class Phrases {
  private static final Pattern SLOT = Pattern.compile("\\{(\\p{L}+)(\\d?)}");

  private final Grammar grammar;
  private final Grammar.Niche niche;
  private final String audience;
  private final SplittableRandom random;

  /** The main audience is fixed for the profile, so that its texts agree with one another. */
  Phrases(Grammar grammar, Grammar.Niche niche, String audience, SplittableRandom random) {
    this.grammar = grammar;
    this.niche = niche;
    this.audience = audience;
    this.random = random;
  }

  /** One sentence for the column. */
  String sentence(ProfileColumn column) {
    return SLOT.matcher(pick(grammar.template(column)))
        .replaceAll(found -> slot(found.group(1), found.group(2)));
  }

  String word(String slot) {
    return pick(grammar.word(slot));
  }

  private String slot(String name, String ordinal) {
    String value = value(name.toLowerCase(Locale.ROOT) + ordinal);
    boolean capital = Character.isUpperCase(name.charAt(0));
    return capital ? value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1) : value;
  }

  private String value(String slot) {
    return switch (slot) {
      case "audience" -> audience;
      case "audience2" -> pick(niche.audiences());
      case "subject", "subject2" -> pick(niche.subjects());
      case "result" -> pick(niche.results());
      case "years", "two" -> String.valueOf(random.nextInt(10, 25));
      case "age" -> String.valueOf(10 * random.nextInt(2, 7));
      case "percent" -> String.valueOf(5 * random.nextInt(2, 11));
      case "number" -> String.valueOf(100 * random.nextInt(3, 400));
      case "partner2", "noun2" -> pick(grammar.word(slot.substring(0, slot.length() - 1)));
      default -> pick(grammar.word(slot));
    };
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
