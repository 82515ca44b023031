package io.millrace.app.sample;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Fills sentence patterns for one generated profile. */
final class Phrases {
  private static final Pattern SLOT = Pattern.compile("\\{(\\p{L}+)(\\d?)}");

  private final Grammar grammar;
  private final Grammar.Niche niche;
  private final String audience;
  private final SplittableRandom random;
  private final Set<String> used = new HashSet<>();
  private final Map<String, String> latest = new HashMap<>();

  /** The main audience is fixed for the profile, so that its texts agree with one another. */
  Phrases(Grammar grammar, Grammar.Niche niche, String audience, SplittableRandom random) {
    this.grammar = grammar;
    this.niche = niche;
    this.audience = audience;
    this.random = random;
  }

  /** One sentence for the column, by a pattern that this profile has not used if one is left. */
  String sentence(ProfileColumn column) {
    List<String> patterns = grammar.template(column);
    List<String> fresh = patterns.stream().filter(pattern -> !used.contains(pattern)).toList();
    String pattern = pick(fresh.isEmpty() ? patterns : fresh);
    used.add(pattern);
    return SLOT.matcher(pattern).replaceAll(found -> slot(found.group(1), found.group(2)));
  }

  String word(String slot) {
    return pick(grammar.word(slot));
  }

  private String slot(String name, String ordinal) {
    String slot = name.toLowerCase(Locale.ROOT);
    String value = ordinal.isEmpty() ? value(slot) : another(slot);
    latest.put(slot, value);
    boolean capital = Character.isUpperCase(name.charAt(0));
    return capital ? value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1) : value;
  }

  /** A value for the second slot of a kind, which differs from that of the first. */
  private String another(String slot) {
    List<String> choices = slot.equals("audience") ? niche.audiences() : choices(slot);
    return pick(choices.stream().filter(choice -> !choice.equals(latest.get(slot))).toList());
  }

  private String value(String slot) {
    return switch (slot) {
      case "audience" -> audience;
      case "years", "two" -> String.valueOf(random.nextInt(10, 25));
      case "age" -> String.valueOf(10 * random.nextInt(2, 7));
      case "percent" -> String.valueOf(5 * random.nextInt(2, 11));
      case "number" -> String.valueOf(100 * random.nextInt(3, 400));
      default -> pick(choices(slot));
    };
  }

  private List<String> choices(String slot) {
    return switch (slot) {
      case "subject" -> niche.subjects();
      case "result" -> niche.results();
      default -> grammar.word(slot);
    };
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
