package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what is written against the schema that is published, docs/match-context.schema.json. */
class MatchContextSchemaTest {
  private static final Path SCHEMA = Path.of("../docs/match-context.schema.json");

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(SCHEMA));

  MatchContextSchemaTest() throws IOException {}

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void shouldAllowWhatScoringWrites(Aggregation aggregation) {
    ScoringProfile known =
        ScoringProfile.builder("a", "m")
            .text(ScoringInput.SEEKING, "podcast", new float[] {1, 0})
            .text(ScoringInput.OFFERING, "summit", new float[] {0, 1})
            .text(ScoringInput.AUDIENCE, "founders", null)
            .value(ScoringInput.REVENUE_TIER, "2")
            .value(ScoringInput.PLATFORMS, "podcast")
            .value(ScoringInput.OFFER_TYPES, "")
            .value(ScoringInput.CREDENTIALS, "0.5")
            .value(ScoringInput.CONTENT_STYLE, "educational")
            .build();
    MatchScorer scorer = scorer(aggregation);

    assertThat(problems(scorer.score(known, known).context())).isEmpty();
    assertThat(problems(scorer.score(known, Profiles.unknown()).context())).isEmpty();
    assertThat(scorer.score(known, known).context().contains("\"mean\":"))
        .isEqualTo(aggregation != Aggregation.HARMONIC);
  }

  @Test
  void shouldAllowWhatIsNotScored() {
    for (SideState a : SideState.values()) {
      assertThat(problems(MatchContext.unscored(a, SideState.ABSENT))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"v\":1,\"unscored\":{\"a\":\"ready\",\"b\":\"ready\"}}",
        "{\"v\":2}",
        "{\"v\":2,\"w\":{},\"ab\":{\"intent\":[1,\"m\",1,1]}}",
        "{\"v\":2,\"ab\":{\"intent\":[1,\"m\"]},\"ba\":{\"intent\":[1,\"m\"]}}",
        "{\"v\":2,\"w\":{},\"ab\":{\"intent\":[11,\"m\"]},\"ba\":{\"intent\":[1,\"m\"]}}",
        "{\"v\":2,\"w\":{},\"ab\":{\"intent\":[1,\"x\"]},\"ba\":{\"intent\":[1,\"m\"]}}",
        "{\"v\":2,\"w\":{},\"ab\":{\"intent\":[1,\"m\",\"a\"]},\"ba\":{\"intent\":[1,\"m\"]}}",
        "{\"v\":2,\"w\":{\"intent\":[-1]},\"ab\":{\"intent\":[1,\"m\"]},\"ba\":{\"intent\":[1,\"m\"]}}",
        "{\"v\":2,\"unscored\":{\"a\":\"asleep\",\"b\":\"ready\"}}"
      })
  void shouldRefuseWhatScoringNeverWrites(String context) {
    assertThat(problems(context)).isNotEmpty();
  }

  @Test
  void shouldAllowWhatTheSinkAddsAndALaterVersionMayAdd() {
    String context =
        "{\"v\":2,\"later\":true,\"version\":[1,1,7],\"unscored\":{\"a\":\"ready\",\"b\":\"absent\"}}";

    assertThat(problems(context)).isEmpty();
  }

  private Iterable<?> problems(String context) {
    return schema.validate(context, InputFormat.JSON);
  }

  private static MatchScorer scorer(Aggregation aggregation) {
    Map<Dimension, Double> weights = new EnumMap<>(Profiles.RULES.dimensionWeights());
    return new MatchScorer(
        new ScoringRules(
            Profiles.RULES.inputs(),
            weights,
            Map.of(),
            Map.of(),
            ScoringRules.MEMBERSHIP_LEVELS,
            PairTable.OFFER_TYPES,
            PairTable.CONTENT_STYLES,
            aggregation,
            Profiles.CURVE));
  }
}
