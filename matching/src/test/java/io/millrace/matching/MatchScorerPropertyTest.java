package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What must hold for any two profiles, however broken. */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE) // the values hold them already
class MatchScorerPropertyTest {
  private static final String[] VOCABULARY = {
    "podcast", "wellness", "coaching", "executives", "summit", "健康", "launches", "JVs", "with"
  };

  private final MatchScorer scorer = new MatchScorer(Profiles.RULES);

  @Property
  void shouldStayInBoundsForAnyPair(
      @ForAll("profiles") ScoringProfile a,
      @ForAll("profiles") ScoringProfile b,
      @ForAll Aggregation aggregation) {
    MatchScore score = new MatchScorer(rules(aggregation)).score(a, b);

    assertThat(score.scoreAb()).isBetween(0.0, 100.0);
    assertThat(score.scoreBa()).isBetween(0.0, 100.0);
    assertThat(score.harmonicMean())
        .isBetween(
            Math.min(score.scoreAb(), score.scoreBa()) - 1e-4,
            (score.scoreAb() + score.scoreBa()) / 2 + 1e-4);
    assertThat(score.dimensionMeans()).hasSize(4);
    assertThat(score.dimensionMeans().values()).allMatch(mean -> mean >= 0 && mean <= 10);
    for (DirectionScore direction : List.of(score.ab(), score.ba())) {
      assertThat(direction.dimensions())
          .flatExtracting(DimensionScore::factors)
          .allMatch(factor -> factor.score() >= 0 && factor.score() <= 10)
          .allMatch(factor -> factor.raw() == null || Double.isFinite(factor.raw()));
    }
  }

  @Property
  void shouldExchangeDirectionsWithTheProfiles(
      @ForAll("profiles") ScoringProfile a, @ForAll("profiles") ScoringProfile b) {
    MatchScore there = scorer.score(a, b);
    MatchScore back = scorer.score(b, a);

    assertThat(back.ab()).isEqualTo(there.ba());
    assertThat(back.ba()).isEqualTo(there.ab());
    assertThat(back.harmonicMean()).isEqualTo(there.harmonicMean());
    assertThat(back.dimensionMeans()).isEqualTo(there.dimensionMeans());
  }

  @Property
  void shouldScoreWhatBothShareAlikeInBothDirections(
      @ForAll("profiles") ScoringProfile a, @ForAll("profiles") ScoringProfile b) {
    for (Factor factor :
        List.of(
            Factor.AUDIENCE_ALIGNMENT,
            Factor.REVENUE_COMPAT,
            Factor.PLATFORM_OVERLAP,
            Factor.OFFER_TYPE_COMPAT,
            Factor.CONTENT_STYLE)) {
      assertThat(Profiles.score(factor, a, b)).isEqualTo(Profiles.score(factor, b, a));
    }
  }

  @Property
  void shouldWriteContextThatAllowsRecomputing(
      @ForAll("profiles") ScoringProfile a, @ForAll("profiles") ScoringProfile b) throws Exception {
    MatchScore score = scorer.score(a, b);

    JsonNode context = new ObjectMapper().readTree(score.context());

    double weights = 0;
    double reciprocals = 0;
    for (Dimension dimension : Dimension.values()) {
      JsonNode scored = context.path("ab").path(dimension.planName());
      JsonNode weighed = context.path("w").path(dimension.planName());
      assertThat(scored.get(0).asDouble()).isEqualTo(mean(scored, weighed));
      weights += weighed.get(0).asDouble();
      reciprocals += weighed.get(0).asDouble() / Math.max(0.01, scored.get(0).asDouble());
    }
    assertThat(score.scoreAb()).isEqualTo(Rounding.round(10 * (1 / (reciprocals / weights))));
  }

  private static double mean(JsonNode scored, JsonNode weighed) {
    String methods = scored.get(1).asText();
    double sum = 0;
    double weights = 0;
    for (int place = 0; place < methods.length(); place++) {
      JsonNode both = weighed.get(1 + place);
      double weight =
          both.isArray()
              ? both.get(methods.charAt(place) == 's' ? 0 : 1).asDouble()
              : both.asDouble();
      if (methods.charAt(place) != '-') {
        sum += scored.get(3 + 2 * place).asDouble() * weight;
        weights += weight;
      }
    }
    return Rounding.round(sum / weights);
  }

  @Property
  void shouldNeverScoreLowerForAGreaterCosine(
      @ForAll("profiles") ScoringProfile rest,
      @ForAll @DoubleRange(min = 0, max = 3.14) double wide,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    ScoringProfile source = with(rest, ScoringInput.SEEKING, new float[] {2, 0});

    double far = scorer.score(source, offering(rest, wide)).scoreAb();
    double near = scorer.score(source, offering(rest, wide * share)).scoreAb();

    assertThat(near).isGreaterThanOrEqualTo(far);
  }

  private static ScoringProfile offering(ScoringProfile rest, double angle) {
    float[] vector = {(float) Math.cos(angle), (float) Math.sin(angle)};
    return with(rest, ScoringInput.OFFERING, vector);
  }

  @Property
  void shouldNeverScoreLowerForMoreOfAnAmount(
      @ForAll("profiles") ScoringProfile source,
      @ForAll("profiles") ScoringProfile target,
      @ForAll("amounts") ScoringInput input,
      @ForAll @DoubleRange(min = -1, max = 1e6) double less,
      @ForAll @DoubleRange(min = 0, max = 1e6) double more) {
    double low = scorer.score(source, with(target, input, less)).scoreAb();
    double high = scorer.score(source, with(target, input, less + more)).scoreAb();

    assertThat(high).isGreaterThanOrEqualTo(low);
  }

  @Property
  void shouldNeverScoreMomentumLowerForKnowingMore(
      @ForAll("profiles") ScoringProfile target,
      @ForAll("momentum") ScoringInput input,
      @ForAll @DoubleRange(min = 0, max = 1e6) double amount) {
    double unknown = momentum(without(target, input));

    assertThat(momentum(with(target, input, amount))).isGreaterThanOrEqualTo(unknown);
    assertThat(unknown).isGreaterThanOrEqualTo(3.55);
  }

  private double momentum(ScoringProfile target) {
    return scorer.score(Profiles.unknown(), target).ab().dimensions().get(2).score();
  }

  @Property
  void shouldNeverScoreLowerForNearerTiers(
      @ForAll("profiles") ScoringProfile rest,
      @ForAll @IntRange(min = 1, max = 5) int one,
      @ForAll @IntRange(min = 1, max = 5) int other,
      @ForAll @IntRange(min = 1, max = 5) int another) {
    int near = Math.abs(one - other) < Math.abs(one - another) ? other : another;
    int far = near == other ? another : other;
    ScoringProfile source = with(rest, ScoringInput.REVENUE_TIER, one);

    assertThat(scorer.score(source, with(rest, ScoringInput.REVENUE_TIER, near)).scoreAb())
        .isGreaterThanOrEqualTo(
            scorer.score(source, with(rest, ScoringInput.REVENUE_TIER, far)).scoreAb());
  }

  @Property
  void shouldNeverScoreLowerForOneMoreSharedPlatform(
      @ForAll("profiles") ScoringProfile a, @ForAll("profiles") ScoringProfile b) {
    ScoringProfile fewer = names(b, ScoringInput.PLATFORMS, List.of("blog"));
    ScoringProfile source = names(a, ScoringInput.PLATFORMS, List.of("youtube", "podcast"));
    ScoringProfile more = names(b, ScoringInput.PLATFORMS, List.of("blog", "podcast"));

    assertThat(scorer.score(source, more).scoreAb())
        .isGreaterThanOrEqualTo(scorer.score(source, fewer).scoreAb());
  }

  @Property
  void shouldScoreForeignVectorsAsIfThereWereNone(
      @ForAll("profiles") ScoringProfile a, @ForAll("profiles") ScoringProfile b) {
    MatchScore foreign = scorer.score(renamed(a, "one"), renamed(b, "other"));

    assertThat(foreign).isEqualTo(scorer.score(a.withoutVectors(), b.withoutVectors()));
  }

  /** Seed 001 §1.3, written down a second time and without any of the product's parts. */
  @Property
  void shouldFallBackToTheSeedsWordOverlap(
      @ForAll("texts") String one, @ForAll("texts") String two) {
    Set<String> left = words(one);
    Set<String> right = words(two);
    ScoringProfile source =
        ScoringProfile.builder("a", "")
            .text(ScoringInput.SEEKING, WordList.of(one).joined(), null)
            .build();
    ScoringProfile target =
        ScoringProfile.builder("b", "")
            .text(ScoringInput.OFFERING, WordList.of(two).joined(), null)
            .build();

    FactorScore score = Profiles.score(Factor.OFFERING_SEEKING, source, target).orElseThrow();

    if (left.isEmpty() || right.isEmpty()) {
      assertThat(score.score()).isEqualTo(5);
    } else {
      Collection<String> shared = new HashSet<>(left);
      shared.retainAll(right);
      double ratio = (double) shared.size() / Math.min(left.size(), right.size());
      assertThat(score.score()).isCloseTo(10 * ratio, within(1e-3));
    }
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    for (String word : text.toLowerCase(Locale.ROOT).split(" ", -1)) {
      if (word.length() > 3 && !word.equals("with") && !word.equals("about")) {
        words.add(word);
      }
    }
    return words;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("Coaches", "with", "about", "podcast", "PODCAST", "list", "a", "growth")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<ScoringInput> amounts() {
    return Arbitraries.of(
        ScoringInput.JV_HISTORY,
        ScoringInput.ENGAGEMENT,
        ScoringInput.SOCIAL_REACH,
        ScoringInput.CURRENT_PROJECTS,
        ScoringInput.LIST_SIZE,
        ScoringInput.COMPLETENESS,
        ScoringInput.ENRICHMENT,
        ScoringInput.CONTACT,
        ScoringInput.CREDENTIALS);
  }

  @Provide
  Arbitrary<ScoringInput> momentum() {
    return Arbitraries.of(
        ScoringInput.ENGAGEMENT,
        ScoringInput.SOCIAL_REACH,
        ScoringInput.CURRENT_PROJECTS,
        ScoringInput.LIST_SIZE);
  }

  @Provide
  Arbitrary<ScoringProfile> profiles() {
    Arbitrary<ScoringProfile> empty =
        Arbitraries.of("model", "model", "other").map(model -> builder(model).build());
    Arbitrary<ScoringProfile> texts = empty;
    for (ScoringInput input : ScoringInput.values()) {
      texts =
          input.isText()
              ? Combinators.combine(texts, wordLists().injectNull(0.2), vectors().injectNull(0.2))
                  .as((profile, words, vector) -> text(profile, input, words, vector))
              : Combinators.combine(texts, values(input).injectNull(0.3))
                  .as((profile, value) -> value(profile, input, value));
    }
    return texts;
  }

  private static Arbitrary<String> wordLists() {
    return Arbitraries.of(VOCABULARY)
        .list()
        .ofMaxSize(6)
        .map(words -> WordList.of(String.join(" ", words)).joined());
  }

  private static Arbitrary<float[]> vectors() {
    Arbitrary<Float> usual = Arbitraries.floats().between(-1f, 1f);
    Arbitrary<Float> odd =
        Arbitraries.of(0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE, 1e-40f);
    return Arbitraries.frequencyOf(Tuple.of(40, usual), Tuple.of(1, odd))
        .array(float[].class)
        .ofMinSize(7)
        .ofMaxSize(8);
  }

  private static Arbitrary<String> values(ScoringInput input) {
    return switch (input) {
      case OFFER_TYPES -> lists("podcast", "online_course", "book_author", "unheard_of");
      case PLATFORMS -> lists("podcast", "blog", "youtube").filter(names -> !names.isEmpty());
      case CONTENT_STYLE -> lists("nurturing", "provocative").filter(names -> !names.isEmpty());
      case MEMBERSHIP_STATUS -> Arbitraries.of("active", "lapsed", "unheard of");
      case REVENUE_TIER -> Arbitraries.of("1", "2", "3", "4", "5");
      default ->
          Arbitraries.oneOf(
              Arbitraries.of("1", "0", "-1", "NaN", "Infinity", "", "broken", "1e308", "1e-308"),
              Arbitraries.doubles().between(0, 2e5).map(String::valueOf));
    };
  }

  private static Arbitrary<String> lists(String... names) {
    return Arbitraries.of(names)
        .list()
        .uniqueElements()
        .ofMaxSize(names.length)
        .map(some -> String.join("\n", some));
  }

  private static ScoringRules rules(Aggregation aggregation) {
    ScoringRules rules = Profiles.RULES;
    return new ScoringRules(
        rules.inputs(),
        rules.dimensionWeights(),
        rules.factorWeights(),
        rules.thresholds(),
        rules.membershipLevels(),
        rules.offerTypes(),
        rules.contentStyles(),
        aggregation,
        rules.calibration());
  }

  private static ScoringProfile.Builder builder(String model) {
    return ScoringProfile.builder("p", model);
  }

  private static ScoringProfile text(
      ScoringProfile profile,
      ScoringInput input,
      @Nullable String words,
      float @Nullable [] vector) {
    return copy(profile, profile.embeddingFingerprint()).text(input, words, vector).build();
  }

  private static ScoringProfile value(
      ScoringProfile profile, ScoringInput input, @Nullable String value) {
    return copy(profile, profile.embeddingFingerprint()).value(input, value).build();
  }

  private static ScoringProfile with(ScoringProfile profile, ScoringInput input, float[] vector) {
    return copy(profile, "m").text(input, "", vector).build();
  }

  private static ScoringProfile with(ScoringProfile profile, ScoringInput input, double amount) {
    return value(profile, input, String.valueOf(amount));
  }

  private static ScoringProfile names(
      ScoringProfile profile, ScoringInput input, List<String> names) {
    return value(profile, input, String.join("\n", names));
  }

  private static ScoringProfile renamed(ScoringProfile profile, String model) {
    return copy(profile, model).build();
  }

  private static ScoringProfile without(ScoringProfile profile, ScoringInput dropped) {
    return copy(profile, profile.embeddingFingerprint(), dropped).build();
  }

  private static ScoringProfile.Builder copy(
      ScoringProfile profile, String model, ScoringInput... dropped) {
    ScoringProfile.Builder builder = builder(model);
    profile
        .texts()
        .forEach(
            (input, text) ->
                builder.text(
                    input, text.isPresent() ? text.words().joined() : null, text.vector()));
    profile.numbers().entrySet().stream()
        .filter(entry -> !Arrays.asList(dropped).contains(entry.getKey()))
        .forEach(entry -> builder.value(entry.getKey(), String.valueOf(entry.getValue())));
    profile.names().forEach((input, names) -> builder.value(input, String.join("\n", names)));
    return builder;
  }
}
