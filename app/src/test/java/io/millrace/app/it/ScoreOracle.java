package io.millrace.app.it;

import io.millrace.inference.TextNormalizer;
import io.millrace.matching.CompactInputs;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.WordList;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.FeatureInput;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Score;
import io.millrace.schemas.store.MatchReference;
import io.millrace.topology.score.PlanRules;
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
  private final CompactInputs compact;

  ScoreOracle(EnrichmentPlan plan, Tables tables) {
    this.tables = tables;
    this.matches = plan.matches().orElseThrow();
    this.profiles = plan.table(matches.of());
    this.scorer = PlanScorer.of(matches, plan.embeddingModel());
    this.compact = new CompactInputs(PlanRules.of(matches, plan.embeddingModel()));
  }

  private record Stored(String key, @Nullable String a, @Nullable String b, List<String> scores) {}

  List<String> wrong() throws SQLException {
    Map<String, Features> features = features();
    List<String> wrong = new ArrayList<>();
    for (Stored stored : tables.query(ScoreOracle::read, sql())) {
      Score expected =
          scorer.score(
              stored.key(),
              new MatchReference(stored.a(), stored.b(), 1, 0L, 0L),
              profile(features.get(stored.a())),
              profile(features.get(stored.b())));
      List<String> scores = scores(expected);
      if (!isSame(scores, stored.scores())) {
        wrong.add(
            matches.table() + " " + stored.key() + ": " + stored.scores() + ", not " + scores);
      }
    }
    return wrong;
  }

  private @Nullable ScoringProfile profile(@Nullable Features features) {
    return features == null ? null : scorer.profile(features);
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
    List<String> read = new ArrayList<>();
    for (Map.Entry<String, List<String>> input : matches.inputs().entrySet()) {
      for (String column : input.getValue()) {
        read.add(current(column) + "::text");
        read.add(
            profiles
                .embeddingOf(column)
                .map(EmbedTask::column)
                .map(this::current)
                .map("%s::real[]"::formatted)
                .orElse("null::real[]"));
      }
    }
    Map<String, Features> features = new HashMap<>();
    String sql =
        "select %s::text, %s from %s"
            .formatted(profiles.keyColumn(), String.join(", ", read), profiles.name());
    for (Features profile : tables.query(this::features, sql)) {
      features.put(profile.getKey(), profile);
    }
    return features;
  }

  /**
   * A result counts as long as it belongs to the present text; a column of the host always does.
   */
  private String current(String column) {
    return profiles.tasks().stream()
        .filter(task -> task.column().equals(column))
        .map(task -> String.join(", ", task.from()))
        .map(
            from ->
                """
                (case when (
                  select p.input_hash from millrace.provenance p
                  where p.table_name = '%1$s' and p.key = %1$s.%2$s::text
                    and p.column_name = '%3$s'
                    and p.generation = (
                      select generation from millrace.generation where state = 'active')
                ) = millrace.input_hash(variadic array[%4$s]) then %3$s end)\
                """
                    .formatted(profiles.name(), profiles.keyColumn(), column, from))
        .findFirst()
        .orElse(column);
  }

  private Features features(ResultSet result) throws SQLException {
    List<FeatureInput> inputs = new ArrayList<>();
    List<FeatureText> texts = new ArrayList<>();
    int position = 2;
    for (Map.Entry<String, List<String>> entry : matches.inputs().entrySet()) {
      ScoringInput input = ScoringInput.named(entry.getKey()).orElseThrow();
      List<@Nullable String> columns = new ArrayList<>();
      for (String column : entry.getValue()) {
        if (input.isText()) {
          texts.add(text(column, result.getString(position), Vectors.read(result, position + 1)));
        }
        columns.add(result.getString(position));
        position += 2;
      }
      Optional.ofNullable(input.isText() ? null : compact.of(input, columns))
          .ifPresent(value -> inputs.add(new FeatureInput(input.planName(), value)));
    }
    return new Features(result.getString(1), "the only model", inputs, texts, 0L);
  }

  private static FeatureText text(String column, @Nullable String text, float @Nullable [] vector) {
    boolean isBlank = text == null || TextNormalizer.normalize(text).isEmpty(); // as for vectors
    String words = isBlank ? null : WordList.of(text).joined();
    if (vector == null) {
      return new FeatureText(column, words, null, 0f);
    }
    float scale = PackedVector.scaleOf(vector);
    return new FeatureText(column, words, PackedVector.quantize(vector, scale), scale);
  }
}
