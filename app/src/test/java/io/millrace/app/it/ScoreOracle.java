package io.millrace.app.it;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchPair;
import io.millrace.schemas.store.MatchReference;
import io.millrace.topology.score.PlanScorer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scores every match anew from what its two profiles hold now, and compares. The scorer is the
 * product's, whose figures the tests of {@code matching} check; that its inputs were the present
 * ones is what is checked here.
 */
final class ScoreOracle {
  private static final double TOLERANCE = 1e-3;

  private final Tables tables;
  private final MatchPlan matches;
  private final TablePlan profiles;
  private final PlanScorer scorer;

  ScoreOracle(EnrichmentPlan plan, Tables tables) {
    this.tables = tables;
    this.matches = plan.matches().orElseThrow();
    this.profiles = plan.table(matches.of());
    this.scorer = PlanScorer.of(matches, plan.embeddingModel());
  }

  private record Stored(String key, @Nullable String a, @Nullable String b, List<String> scores) {}

  List<String> wrong() throws SQLException {
    Map<String, Features> features = features();
    List<String> wrong = new ArrayList<>();
    for (Stored stored : tables.query(ScoreOracle::read, sql())) {
      Score expected =
          scorer.score(
              stored.key(),
              new MatchPair(
                  new MatchReference(stored.a(), stored.b(), 1, 0L, 0L),
                  features.get(stored.a()),
                  features.get(stored.b())));
      List<String> scores = scores(expected);
      if (!isSame(scores, stored.scores())) {
        wrong.add(
            matches.table() + " " + stored.key() + ": " + stored.scores() + ", not " + scores);
      }
    }
    return wrong;
  }

  private String sql() {
    return "select %s::text, %s::text, %s::text, %s from %s"
        .formatted(
            matches.keyColumn(),
            matches.a(),
            matches.b(),
            "score_ab, score_ba, harmonic_mean, intent_score, synergy_score, momentum_score,"
                + " context_score",
            matches.table());
  }

  private static Stored read(ResultSet result) throws SQLException {
    List<String> scores = new ArrayList<>();
    for (int column = 4; column <= result.getMetaData().getColumnCount(); column++) {
      scores.add(String.valueOf(result.getObject(column)));
    }
    return new Stored(result.getString(1), result.getString(2), result.getString(3), scores);
  }

  private static List<String> scores(Score score) {
    return Stream.of(
            Optional.ofNullable(score.getScoreAb()),
            Optional.ofNullable(score.getScoreBa()),
            Optional.ofNullable(score.getHarmonicMean()),
            Optional.ofNullable(score.getIntent()),
            Optional.ofNullable(score.getSynergy()),
            Optional.ofNullable(score.getMomentum()),
            Optional.ofNullable(score.getContext()))
        .map(value -> value.map(String::valueOf).orElse("null"))
        .toList();
  }

  private static boolean isSame(List<String> expected, List<String> stored) {
    for (int index = 0; index < expected.size(); index++) {
      String left = expected.get(index);
      String right = stored.get(index);
      boolean isNull = left.equals("null") || right.equals("null");
      if (isNull
          ? !left.equals(right)
          : Math.abs(Double.parseDouble(left) - Double.parseDouble(right)) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private Map<String, Features> features() throws SQLException {
    List<String> inputs = matches.inputs().values().stream().distinct().sorted().toList();
    List<String> columns = new ArrayList<>();
    for (String input : inputs) {
      columns.add(input + "::text");
      columns.add(profiles.embeddingOf(input).map(EmbedTask::column).orElse("null") + "::real[]");
    }
    Map<String, Features> features = new HashMap<>();
    String sql =
        "select %s::text, %s from %s"
            .formatted(profiles.keyColumn(), String.join(", ", columns), profiles.name());
    for (Features profile : tables.query(result -> features(result, inputs), sql)) {
      features.put(profile.getKey(), profile);
    }
    return features;
  }

  private Features features(ResultSet result, List<String> inputs) throws SQLException {
    List<RowColumn> columns = new ArrayList<>();
    List<FeatureText> texts = new ArrayList<>();
    for (int index = 0; index < inputs.size(); index++) {
      int column = 2 + 2 * index;
      float[] vector = Vectors.read(result, column + 1);
      if (profiles.embeddingOf(inputs.get(index)).isEmpty()) {
        columns.add(new RowColumn(inputs.get(index), result.getString(column)));
      } else if (vector == null) {
        texts.add(new FeatureText(inputs.get(index), null, null, 0f));
      } else {
        float scale = PackedVector.scaleOf(vector);
        texts.add(
            new FeatureText(inputs.get(index), null, PackedVector.quantize(vector, scale), scale));
      }
    }
    return new Features(result.getString(1), "the only model", columns, texts, 0L);
  }
}
