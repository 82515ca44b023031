package io.millrace.topology.score;

import io.millrace.matching.Dimension;
import io.millrace.matching.MatchContext;
import io.millrace.matching.MatchScore;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.SideState;
import io.millrace.plan.MatchPlan;
import io.millrace.schemas.FeatureInput;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchReference;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores pairs by the plan's rules: maps features, whose texts are the host's, to inputs. */
public final class PlanScorer implements PairScorer {
  private final MatchScorer scorer;
  private final Map<ScoringInput, String> texts;

  private final long rules;

  private PlanScorer(MatchScorer scorer, Map<ScoringInput, String> texts, long rules) {
    this.scorer = scorer;
    this.texts = texts;
    this.rules = rules;
  }

  /**
   * A scorer of a plan's matches.
   *
   * @param embeddingModel the generation's model, whose calibration is taken: the plan's own, else
   *     that of the plan that ships, else cosine times ten
   */
  public static PlanScorer of(MatchPlan plan, String embeddingModel) {
    Map<ScoringInput, String> texts = new EnumMap<>(ScoringInput.class);
    plan.inputs()
        .forEach(
            (name, columns) ->
                ScoringInput.named(name)
                    .filter(ScoringInput::isText)
                    .ifPresent(input -> texts.put(input, columns.get(0))));
    ScoringRules rules = PlanRules.of(plan, embeddingModel);
    return new PlanScorer(
        new MatchScorer(rules), texts, PlanRules.fingerprint(plan, rules.calibration()));
  }

  @Override
  public long rules() {
    return rules;
  }

  @Override
  public Score score(
      String key, MatchReference match, @Nullable ScoringProfile a, @Nullable ScoringProfile b) {
    Score.Builder score =
        Score.newBuilder()
            .setKey(key)
            .setGeneration(0)
            .setEpoch(match.getEpoch())
            .setRevision(0)
            .setA(match.getA())
            .setB(match.getB())
            .setCausedAt(0);
    if (a == null || b == null) {
      return unscored(score, state(match.getA(), a), state(match.getB(), b));
    }
    return scored(score, scorer.score(a, b));
  }

  private static Score unscored(Score.Builder score, SideState a, SideState b) {
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

  private static SideState state(@Nullable String key, @Nullable ScoringProfile profile) {
    if (key == null) {
      return SideState.UNNAMED;
    }
    return profile == null ? SideState.ABSENT : SideState.READY;
  }

  @Override
  public ScoringProfile profile(Features features) {
    ScoringProfile.Builder profile = ScoringProfile.builder(features.getKey(), features.getModel());
    for (FeatureInput input : features.getInputs()) {
      ScoringInput.named(input.getName())
          .ifPresent(named -> profile.value(named, input.getValue()));
    }
    for (FeatureText text : features.getTexts()) {
      addText(profile, text);
    }
    return profile.build();
  }

  private void addText(ScoringProfile.Builder profile, FeatureText text) {
    ByteBuffer packed = text.getVector();
    float[] vector = packed == null ? null : PackedVector.dequantize(packed, text.getScale());
    texts.forEach(
        (input, column) -> {
          if (column.equals(text.getColumn())) {
            profile.text(input, text.getWords(), vector);
          }
        });
  }
}
