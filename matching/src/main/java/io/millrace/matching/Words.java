package io.millrace.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into the words that word overlap compares.
 *
 * <p>Seed 001 §1.3 takes the lower-case words of more than three characters that are no stop words,
 * split at white space. Two things are chosen here: the text is also split at punctuation, so that
 * "coaches," and "coaches" are one word; and the stop words, which the seed only mentions, are
 * English function words of more than three letters.
 *
 * <p>In order: HTML tags and entities are dropped; the text is brought to Unicode form NFKC and to
 * lower case (root locale); words are runs of letters, marks and digits, counted in code points. A
 * run in a script that is written without spaces (Han, kana, Thai, Lao, Khmer, Myanmar) is cut into
 * its overlapping pairs of characters instead, whatever their length.
 */
final class Words {
  private static final int SHORTEST = 4;

  private static final Pattern TAG = Pattern.compile("<[/!]?\\p{Alpha}[^<>]*>|<!--|-->");
  private static final Pattern ENTITY = Pattern.compile("&#?\\p{Alnum}{1,10};");
  private static final String UNSPACED_SCRIPTS =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}";
  private static final Pattern RUN =
      Pattern.compile(
          "(?<unspaced>["
              + UNSPACED_SCRIPTS
              + "\u30fc]+)"
              + "|[\\p{L}\\p{M}\\p{N}&&[^"
              + UNSPACED_SCRIPTS
              + "\u30fc]]+");

  private static final Set<String> STOP_WORDS =
      Set.of(
          """
          about above after again against almost along already also although always among another
          anyone anything around away back because been before being below beside besides best
          better between beyond both came come comes could does doing done down during each either
          else even ever every everyone everything from further gets getting give gives goes going
          have having help helping helps here hers herself himself however http https into itself
          just keep kind know like look looking made make makes making many maybe mine more most
          much must myself need needs neither never none nothing once only onto other others ours
          ourselves over perhaps please quite rather really same shall should since some someone
          something still such sure take takes than that their theirs them themselves then there
          therefore these they thing things this those though through thus together under until
          upon used using very want wants well were what whatever when where whether which while
          whole whom whose will with within without would your yours yourself yourselves
          """
              .strip()
              .split("\\s+"));

  private Words() {}

  static SortedSet<String> of(String text) {
    String plain = ENTITY.matcher(TAG.matcher(text).replaceAll(" ")).replaceAll(" ");
    String comparable = Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    SortedSet<String> words = new TreeSet<>();
    Matcher run = RUN.matcher(comparable);
    while (run.find()) {
      if (run.group("unspaced") != null) {
        addPairs(words, run.group());
      } else if (isWord(run.group())) {
        words.add(run.group());
      }
    }
    return words;
  }

  private static boolean isWord(String run) {
    return run.codePointCount(0, run.length()) >= SHORTEST && !STOP_WORDS.contains(run);
  }

  private static void addPairs(SortedSet<String> words, String run) {
    int[] characters = run.codePoints().toArray();
    for (int index = 0; index + 1 < characters.length; index++) {
      words.add(new String(characters, index, 2));
    }
  }
}
