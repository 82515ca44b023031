package io.millrace.matching;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);
  private static final int FIRST_UNSPACED = 0x0E00;
  private static final int KANA_LENGTH_MARK = 0x30FC;

  private enum Kind {
    SEPARATOR,
    SPACED,
    UNSPACED
  }

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
    int start = 0;
    Kind kind = Kind.SEPARATOR;
    for (int index = 0; index < comparable.length(); ) {
      int character = comparable.codePointAt(index);
      Kind next = kindOf(character);
      if (next != kind) {
        addRun(words, kind, comparable.substring(start, index));
        start = index;
        kind = next;
      }
      index += Character.charCount(character);
    }
    addRun(words, kind, comparable.substring(start));
    return words;
  }

  private static Kind kindOf(int character) {
    if (character >= FIRST_UNSPACED && isUnspaced(character)) {
      return Kind.UNSPACED;
    }
    return Character.isLetterOrDigit(character) || isMark(character) ? Kind.SPACED : Kind.SEPARATOR;
  }

  private static boolean isUnspaced(int character) {
    return character == KANA_LENGTH_MARK
        || ((Character.isLetterOrDigit(character) || isMark(character))
            && UNSPACED.contains(UnicodeScript.of(character)));
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static void addRun(SortedSet<String> words, Kind kind, String run) {
    if (kind == Kind.UNSPACED) {
      addPairs(words, run);
    } else if (kind == Kind.SPACED && isWord(run)) {
      words.add(run);
    }
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
