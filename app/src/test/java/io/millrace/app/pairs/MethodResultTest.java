package io.millrace.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.pairs.LabelledPair.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodResultTest {
  private static final LabelledPair SYNONYMS =
      new LabelledPair(Kind.AUDIENCE, "widows", "people who lost a husband", true);
  private static final LabelledPair TRAP =
      new LabelledPair(Kind.AUDIENCE, "wedding planners", "estate planners", false);
  private static final LabelledPair FAR =
      new LabelledPair(Kind.SEEKING_OFFERING, "podcast editor", "boxing lessons", false);

  @Test
  void shouldTellTrapsThatShareWordsFromOthers() {
    MethodResult overlap =
        MethodResult.of("overlap", List.of(SYNONYMS, TRAP, FAR), ScoredPair.byWords()::raw);

    // The trap shares one word of two and lies above the synonyms; the other pair ties with them.
    assertThat(overlap.againstSharedWords()).isZero();
    assertThat(overlap.againstOthers()).isEqualTo(0.5);
    assertThat(overlap.roc().area()).isEqualTo(0.25);
    assertThat(overlap.unrelatedMean()).isEqualTo(0.25);
  }

  @Test
  void shouldSayNothingAboutPairsThatAreNotThere() {
    MethodResult overlap =
        MethodResult.of("overlap", List.of(SYNONYMS, FAR), ScoredPair.byWords()::raw);

    assertThat(overlap.againstSharedWords()).isNull();
    assertThat(overlap.line(10)).contains("–");
  }
}
