package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Coaching for Executives, coaching!  | coaching executives
          <p class="x">Health &amp; wellness</p><br/>summit | health summit wellness
          revenue < 5k and growth > 10        | growth revenue
          Women's podcasts – über Café        | café podcasts women über
          ﬁnance and Ｗｅｂｉｎａｒｓ                | finance webinars
          SEO AI ads b2b                      | ''
          that with from your                 | ''
          健康教練                              | 健康 康教 教練
          健康コーチングyoga集客               | yoga コー チン ング ーチ 健康 康コ 集客
          สวัสดี                                | ดี วั สด สว ัส
          2024 launches 𝔸𝔹ℂ𝔻                   | 2024 abcd launches
          """)
  void shouldTakeDistinctWordsSorted(String text, String words) {
    WordList list = WordList.of(text);

    assertThat(list.joined()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u0000", "<br>", "🎉🎉🎉🎉", "\ud800", "&nbsp;", "<<<<<<"})
  void shouldFindNoWordWhereThereIsNone(String text) {
    assertThat(WordList.of(text)).isEqualTo(WordList.EMPTY);
  }

  @Test
  void shouldTreatNullAsBlank() {
    assertThat(WordList.of(null)).isEqualTo(WordList.EMPTY);
    assertThat(WordList.joined(null)).isEqualTo(WordList.EMPTY);
  }

  @Test
  void shouldSeeOneWordInComposedAndDecomposedLetters() {
    assertThat(WordList.of("caf\u00e9")).isEqualTo(WordList.of("cafe\u0301"));
  }

  @Test
  void shouldStayQuickOnTextThatLooksLikeTags() {
    WordList list = WordList.of("<a ".repeat(200_000) + "podcast");

    assertThat(list.joined()).isEqualTo("podcast");
  }

  @Test
  void shouldCountSharedWordsLikeSetsDo() {
    Random random = new Random(20261121);
    for (int round = 0; round < 2_000; round++) {
      Set<String> mine = randomWords(random);
      Set<String> theirs = randomWords(random);
      Set<String> both = new HashSet<>(mine);
      both.retainAll(theirs);

      int shared = list(mine).shared(list(theirs));

      assertThat(shared).isEqualTo(both.size());
      assertThat(list(mine).size()).isEqualTo(mine.size());
    }
  }

  @Test
  void shouldNotShowWordsInItsString() {
    assertThat(WordList.of("secret coaching")).hasToString("WordList[size=2]");
  }

  private static WordList list(Set<String> words) {
    return WordList.joined(String.join(" ", words));
  }

  private static Set<String> randomWords(Random random) {
    List<String> stems = List.of("aaaa", "aaaab", "aaa", "zeta", "über", "健康", "𝔸bcd", "b");
    Set<String> words = new TreeSet<>();
    for (int count = random.nextInt(7); count > 0; count--) {
      words.add(stems.get(random.nextInt(stems.size())) + random.nextInt(2));
    }
    return words;
  }
}
