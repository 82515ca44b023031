package io.millrace.topology.score;

import io.millrace.matching.Dimension;
import io.millrace.matching.MatchContext;
import io.millrace.matching.MatchScore;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.SideState;
import io.millrace.matching.WordList;
import io.millrace.plan.MatchPlan;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchPair;
import io.millrace.topology.RowColumns;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scores pairs by the plan's rules: maps features, whose columns are the host's, to inputs. */
public final class PlanScorer implements PairScorer {
  private final MatchScorer scorer;
  private final Map<ScoringInput, String> columns;

  private PlanScorer(MatchScorer scorer, Map<ScoringInput, String> columns) {
    this.scorer = scorer;
    this.columns = columns;
  }

  /**
   * A scorer of a plan's matches.
   *
   * @param embeddingModel the generation's model, whose calibration is taken: the plan's own, else
   *     the shipped one, else cosine times ten
   */
  public static PlanScorer of(MatchPlan plan, String embeddingModel) {
    Map<ScoringInput, String> columns = new EnumMap<>(ScoringInput.class);
    plan.inputs()
        .forEach(
            (name, column) ->
                ScoringInput.named(name).ifPresent(input -> columns.put(input, column)));
    return new PlanScorer(new MatchScorer(PlanRules.of(plan, embeddingModel)), columns);
  }

  @Override
  public Score score(String key, MatchPair pair) {
    Features a = pair.getA();
    Features b = pair.getB();
    Score.Builder score =
        Score.newBuilder()
            .setKey(key)
            .setGeneration(0)
            .setEpoch(pair.getMatch().getEpoch())
            .setRevision(0)
            .setA(pair.getMatch().getA())
            .setB(pair.getMatch().getB())
            .setCausedAt(0);
    if (a == null || b == null) {
      return unscored(score, pair);
    }
    return scored(score, scorer.score(profile(a), profile(b)));
  }

  private static Score unscored(Score.Builder score, MatchPair pair) {
    SideState a = state(pair.getMatch().getA(), pair.getA());
    SideState b = state(pair.getMatch().getB(), pair.getB());
    return score
        .setScoreAb(null)
        .setScoreBa(null)
        .setHarmonicMean(null)
        .setIntent(null)
        .setSynergy(null)
        .setMomentum(null)
        .setContext(null)
        .setExplanation(MatchContext.unscored(a, b))
        .build();
  }

  private static Score scored(Score.Builder score, MatchScore result) {
    Map<Dimension, Double> means = result.dimensionMeans();
    return score
        .setScoreAb(result.scoreAb())
        .setScoreBa(result.scoreBa())
        .setHarmonicMean(result.harmonicMean())
        .setIntent(means.get(Dimension.INTENT))
        .setSynergy(means.get(Dimension.SYNERGY))
        .setMomentum(means.get(Dimension.MOMENTUM))
        .setContext(means.get(Dimension.CONTEXT))
        .setExplanation(result.context())
        .build();
  }

  private static SideState state(@Nullable String key, @Nullable Features features) {
    if (key == null) {
      return SideState.UNNAMED;
    }
    return features == null ? SideState.ABSENT : SideState.READY;
  }

  private ScoringProfile profile(Features features) {
    ScoringProfile.Builder profile = ScoringProfile.builder(features.getKey(), features.getModel());
    columns.forEach(
        (input, column) -> {
          if (input.isText()) {
            addText(profile, input, features, column);
          } else {
            profile.attribute(input, RowColumns.value(features.getColumns(), column));
          }
        });
    return profile.build();
  }

  /** A text that no task embeds is among the host's columns; its words are all there is. */
  private static void addText(
      ScoringProfile.Builder profile, ScoringInput input, Features features, String column) {
    Optional<FeatureText> text = text(features, column);
    if (text.isEmpty()) {
      profile.text(
          input, WordList.of(RowColumns.value(features.getColumns(), column)).joined(), null);
      return;
    }
    ByteBuffer vector = text.get().getVector();
    profile.text(
        input,
        text.get().getWords(),
        vector == null ? null : PackedVector.dequantize(vector, text.get().getScale()));
  }

  private static Optional<FeatureText> text(Features features, String column) {
    return features.getTexts().stream().filter(text -> text.getColumn().equals(column)).findFirst();
  }
}
