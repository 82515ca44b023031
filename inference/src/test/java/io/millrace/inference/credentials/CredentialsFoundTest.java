package io.millrace.inference.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules find. Each case is a text, an arrow, and what is expected of it. */
class CredentialsFoundTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bestselling author of \"The Calm CEO\" (2020) and \"Lead Softly\" (2023). -> book: The Calm CEO 2020; book: Lead Softly 2023",
        "Author of ‘The Quiet Close’ (2021). -> book: The Quiet Close 2021",
        "Author of Slow Money (Penguin, 2017). -> book: Slow Money 2017",
        "Author of three books including The Art of Rest, The Power of No and Quiet Wealth. -> book: The Art of Rest; book: The Power of No; book: Quiet Wealth",
        "Author of Grit and Grace. -> book: Grit and Grace",
        "author of plain talk (2015) -> book: plain talk 2015",
        "Her debut book, The Unhurried Leader, was published by Wiley in 2021. -> book: The Unhurried Leader 2021",
        "My book “Money Mindful” came out in 2022. -> book: Money Mindful 2022",
        "*Brave Hearts* (Hay House, 2016) -> book: Brave Hearts 2016",
        "AUTHOR OF SLOW MONEY (2019). -> book: SLOW MONEY 2019",
        "Author: Letters from the Nine (Hay House, 2016); The Quiet Gate (2019). -> book: Letters from the Nine 2016; book: The Quiet Gate 2019"
      })
  void shouldFindBooks(String textAndExpected) {
    check(textAndExpected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Featured in Forbes, Inc. and Entrepreneur. -> media: Forbes; media: Inc Magazine; media: Entrepreneur",
        "As seen in: Forbes • HuffPost • Thrive Global -> media: Forbes; media: HuffPost; media: Thrive Global",
        "AS SEEN IN FORBES, INC. AND FAST COMPANY. -> media: Forbes; media: Inc Magazine; media: Fast Company",
        "As seen in FORBES | INC. MAGAZINE | forbes -> media: Forbes; media: Inc Magazine",
        "Business Insider, The Muse, Kitchen Ledger Monthly. -> media: Business Insider; media: The Muse; media: Kitchen Ledger Monthly",
        "Contributor to Harvard Business Review. Quoted in the Washington Post, Self, and Vogue. -> media: Harvard Business Review; media: Washington Post; media: Self; media: Vogue",
        "She has appeared on the Today Show and CNN. -> media: Today Show; media: CNN",
        "Wired Italia, Lifehacker. -> media: Wired Italia; media: Lifehacker"
      })
  void shouldFindMedia(String textAndExpected) {
    check(textAndExpected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TEDx speaker -> speaking: TEDx",
        "I've spoken at TEDxBerlin and the Global Leadership Summit. -> speaking: TEDxBerlin; speaking: Global Leadership Summit",
        "Web Summit Lisbon ’22, Slush ’23 -> speaking: Web Summit Lisbon 2022; speaking: Slush 2023",
        "Speaker, Thrive Summit 2022. -> speaking: Thrive Summit 2022",
        "I'm an ICF Professional Certified Coach (PCC) and NLP Practitioner. -> certification: ICF PCC; certification: NLP Practitioner",
        "RYT-500, certified Reiki Master, LMFT. -> certification: RYT-500; certification: Reiki Master; certification: LMFT",
        "Inc. 5000 honoree. Winner of the 2022 Stevie Award for Women in Business. -> award: Inc 5000; award: Stevie Award for Women in Business",
        "Forbes 30 Under 30. LinkedIn Top Voice 2024. -> award: Forbes 30 Under 30; award: LinkedIn Top Voice 2024",
        "Guest on The Goal Digger Podcast and EOFire. -> podcast: The Goal Digger Podcast; podcast: Entrepreneurs on Fire",
        "Podcast guest: Beyond the To-Do List, Hacking Your ADHD. -> podcast: Beyond the To-Do List; podcast: Hacking Your ADHD",
        "Featured in Forbes and on the Ten Percent Happier podcast. -> media: Forbes; podcast: Ten Percent Happier"
      })
  void shouldFindTheOtherKinds(String textAndExpected) {
    check(textAndExpected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Autora de «El camino lento» (2019). Ponente en TEDxMadrid. Entrevistada en El País. -> book: El camino lento 2019; media: El País; speaking: TEDxMadrid",
        "Autorin von „Mut zur Lücke“ (2018). Speakerin auf der re:publica. Bekannt aus Brigitte. -> book: Mut zur Lücke 2018; media: Brigitte; speaking: re:publica",
        "Auteure de « Oser » (2020), passée dans Elle. Lauréate du Prix de l'Entrepreneure 2021. -> book: Oser 2020; media: Elle; award: Prix de l'Entrepreneure 2021",
        "Autora do livro \"Vender sem medo\" (2021), convidada do podcast Mamilos. -> book: Vender sem medo 2021; podcast: Mamilos",
        "Autrice di \"Il coraggio\" (2022). Ospite del podcast Marketing Espresso. -> book: Il coraggio 2022; podcast: Marketing Espresso",
        "Автор книги «Тихая сила» (2020). Спикер TEDxMoscow. -> book: Тихая сила 2020; speaking: TEDxMoscow",
        "مؤلفة كتاب «القيادة الهادئة» (2021) -> book: القيادة الهادئة 2021",
        "著書『静かな力』（2019年）。 -> book: 静かな力 2019"
      })
  void shouldReadOtherLanguages(String textAndExpected) {
    check(textAndExpected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Author of <em>Slow Money</em> (2017).</p><ul><li>Forbes</li><li>ICF PCC</li></ul> -> book: Slow Money 2017; media: Forbes; certification: ICF PCC",
        "Featured in:\n- Forbes\n- Inc.\n- The Guardian -> media: Forbes; media: Inc Magazine; media: The Guardian",
        "🏆 Inc 5000 | 🎤 TEDxBath | 📚 Author of \"Brave Hearts\" | PMP -> book: Brave Hearts; speaking: TEDxBath; certification: PMP; award: Inc 5000",
        "Author of &ldquo;Caf&eacute; Money&rdquo; &#40;2019&#41; -> book: Café Money 2019",
        "Food &amp; Wine, Travel + Leisure -> media: Food & Wine; media: Travel + Leisure"
      })
  void shouldReadMarkupAndLists(String textAndExpected) {
    check(textAndExpected);
  }

  private static void check(String textAndExpected) {
    String[] parts = textAndExpected.split(" ->", -1);

    String summary = CredentialsCases.summary(parts[0]);

    assertThat(summary).isEqualTo(parts[1].strip());
  }
}
