package io.millrace.inference.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeywordWeightsTest {
  private static final List<SimilarityLabel> LABELS =
      List.of(
          new SimilarityLabel("milling", "d", List.of("mill", "week", "corn", "bran"), List.of()),
          new SimilarityLabel("sailing", "d", List.of("sail"), List.of()));

  private final KeywordWeights weights =
      KeywordWeights.learn(
          new KeywordIndex(LABELS),
          LABELS.size(),
          List.of(
              new LabelText("the mill every week", 0),
              new LabelText("a mill for corn", 0),
              new LabelText("sail every week", 1),
              new LabelText("a week at sea", 1)));

  @Test
  void shouldTrustKeywordsOfOneLabelMoreThanCommonOnes() {
    double own = weights.of(List.of("mill"))[0];
    double unseen = weights.of(List.of("bran"))[0];
    double common = weights.of(List.of("week"))[0];

    assertThat(own).isGreaterThan(unseen);
    assertThat(unseen).isGreaterThan(common);
    assertThat(common).isPositive();
  }

  @Test
  void shouldAddUpTheTwoBestKeywordsOfALabel() {
    double mill = weights.of(List.of("mill"))[0];
    double corn = weights.of(List.of("corn"))[0];

    assertThat(weights.of(List.of("week", "corn", "bran", "mill"))).containsExactly(mill + corn, 0);
  }
}
