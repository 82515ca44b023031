package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Score;
import io.millrace.schemas.TaskResult;
import io.millrace.schemas.WorkStatus;
import io.millrace.topology.PipelineMetrics.Skip;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pipeline promises, invariant by invariant, from change event to result and score. */
class PipelineTest {
  private static final String UNCHANGED = ChangeEvents.PLACEHOLDER;

  private final FakeEmbedder embedder = new FakeEmbedder();
  private final CountingMetrics metrics = new CountingMetrics();
  private final PipelineDriver pipeline = new PipelineDriver(embedder, metrics);
  private final ChangeEvents profiles =
      new ChangeEvents(
          "content_platforms", "id", "offering", "revenue_tier", "seeking", "who_you_serve");
  private final ChangeEvents matches = new ChangeEvents("id", "profile_id", "suggested_profile_id");

  private final Map<String, WorkStatus> statuses = new HashMap<>();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldEmbedEachFieldOfANewRowAndEmitItsResultsTogether() {
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(embedder.takeCalls())
        .containsExactlyInAnyOrder(
            "embedding_offering: offering of p1",
            "embedding_seeking: seeking of p1",
            "embedding_who_you_serve: audience of p1");
    List<KeyValue<String, EnrichedRow>> emitted = pipeline.enriched();
    assertThat(emitted).hasSize(1);
    TaskResult seeking = result(emitted.get(0).value, "embedding_seeking");
    assertThat(seeking.getInputHash()).isEqualTo(InputHash.md5("seeking of p1"));
    assertThat(PackedVector.unpack(seeking.getVector()))
        .isEqualTo(FakeEmbedder.vectorOf("seeking of p1"));
  }

  @Test
  void shouldCallTheModelOnceWhenOneOfSeveralFieldsChanged_invariant2() {
    enriched("p1");

    Map<String, @Nullable String> edited = profile("p1");
    edited.put("seeking", "something else");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), edited));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: something else");
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getChanged()).containsExactly("embedding_seeking");
    assertThat(row.getResults()).hasSize(3);
  }

  @Test
  void shouldKeepTheResultsOfAColumnThatTheHostRenamed_invariant6() {
    enriched("p1");
    ChangeEvents renamed =
        new ChangeEvents(
            "content_platforms", "id", "offering", "revenue_tier", "wish", "who_you_serve");

    Map<String, @Nullable String> edited = profile("p1");
    edited.remove("seeking");
    edited.put("offering", "something else");
    long position = profiles.lsn() + 100;
    pipeline.change("profiles", "p1", renamed.updateAt(position, pipeline.now(), edited));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_offering: something else");
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getChanged()).containsExactly("embedding_offering");
    assertThat(result(row, "embedding_seeking").getInputHash())
        .isEqualTo(InputHash.md5("seeking of p1"));
  }

  @Test
  void shouldCallNoModelWhenNoInputChanged_invariant2() {
    enriched("p1");

    Map<String, @Nullable String> edited = profile("p1");
    edited.put("revenue_tier", "premium");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), edited));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
    assertThat(pipeline.features()).hasSize(1);
    assertThat(metrics.skips(Skip.INPUT_UNCHANGED)).isEqualTo(3);
  }

  @Test
  void shouldRescoreNothingForAChangeThatScoringDoesNotSee() {
    enriched("p1");
    enriched("p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();
    pipeline.features();
    pipeline.scores();

    Map<String, @Nullable String> edited = profile("p1");
    edited.put("revenue_tier", " Established");
    edited.put("content_platforms", "[\"Podcast\", \"podcast\"]");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), edited));
    pipeline.settle();

    assertThat(pipeline.features()).isEmpty();
    assertThat(pipeline.scores()).isEmpty();
  }

  @Test
  void shouldDropEventsThatComeAgain_invariant2() {
    enriched("p1");
    Map<String, @Nullable String> edited = profile("p1");
    edited.put("seeking", "newer");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), edited));
    pipeline.settle();
    embedder.takeCalls();
    pipeline.enriched();

    long old = profiles.lsn() - 100;
    pipeline.change("profiles", "p1", profiles.updateAt(old, pipeline.now(), profile("p1")));
    pipeline.change("profiles", "p1", profiles.updateAt(profiles.lsn(), pipeline.now(), edited));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
    assertThat(metrics.skips(Skip.REDELIVERED)).isEqualTo(2);
  }

  @Test
  void shouldCountAndDropEchoesOfOurOwnWrites_invariant1() {
    enriched("p1");

    pipeline.change("profiles", "p1", profiles.echo(pipeline.now(), profile("p1"), "millrace_0"));
    pipeline.settle();

    assertThat(metrics.feedbackEvents()).isEqualTo(1);
    assertThat(metrics.skips(Skip.ROW_UNCHANGED)).isEqualTo(1);
    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.enriched()).isEmpty();
  }

  @Test
  void shouldReassertStoredResultsWithoutAModelCall_invariant3() {
    enriched("p1");

    pipeline.change("profiles", "p1", profiles.snapshot(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getReasserted()).isTrue();
    assertThat(row.getResults()).hasSize(3);
  }

  /** The sink refused the first text's vector if the row held the second one just then. */
  @Test
  void shouldReassertAResult_whenItsTextComesBackBeforeTheNextOneIsAnswered_invariant3() {
    enriched("p1");
    embedder.hold();

    edit("p1", "seeking", "another text");
    pipeline.settle();
    edit("p1", "seeking", "seeking of p1");
    pipeline.settle();

    EnrichedRow row = onlyOne(pipeline.enriched());
    assertThat(row.getReasserted()).isTrue();
    assertThat(result(row, "embedding_seeking").getInputHash())
        .isEqualTo(InputHash.md5("seeking of p1"));
    assertThat(workStatus().getOpen()).isZero();
  }

  @Test
  void shouldReassertAResultOnce_whenItsTextComesBackAfterARefusedOne_invariant3() {
    embedder.answer("bad", new ModelOutcome.Rejected<>("no_tokens", "nothing to embed"));
    enriched("p1");
    edit("p1", "seeking", "bad");
    pipeline.settle();
    pipeline.enriched();

    edit("p1", "seeking", "seeking of p1");
    pipeline.settle();
    assertThat(onlyOne(pipeline.enriched()).getReasserted()).isTrue();
    changeTier("p1", pipeline.now());
    pipeline.settle();

    assertThat(pipeline.enriched()).isEmpty();
  }

  @Test
  void shouldKeepTheStoredTextWhereAnEventHoldsThePlaceholder_invariant6() {
    enriched("p1");

    Map<String, @Nullable String> edited = profile("p1");
    edited.put("seeking", "edited");
    edited.put("offering", UNCHANGED);
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), edited));
    pipeline.settle();

    assertThat(embedder.takeCalls()).containsExactly("embedding_seeking: edited");
    assertThat(result(onlyOne(pipeline.enriched()), "embedding_offering").getInputHash())
        .isEqualTo(InputHash.md5("offering of p1"));
  }

  @Test
  void shouldNeverGuessATextThatIsNotKnown_invariant6() {
    Map<String, @Nullable String> cold = profile("p1");
    cold.put("offering", UNCHANGED);
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), cold));
    pipeline.settle();

    assertThat(embedder.takeCalls()).hasSize(2).noneMatch(call -> call.contains(UNCHANGED));
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(2);
    assertThat(metrics.skips(Skip.UNRESOLVED)).isEqualTo(1);
  }

  @Test
  void shouldClearTheVectorOfABlankedFieldWithoutAModelCall_invariant6() {
    enriched("p1");

    Map<String, @Nullable String> blanked = profile("p1");
    blanked.put("seeking", " \u00a0\t");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), blanked));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    TaskResult seeking = result(onlyOne(pipeline.enriched()), "embedding_seeking");
    assertThat(seeking.getVector()).isNull();
    assertThat(seeking.getInputHash()).isEqualTo(InputHash.md5(" \u00a0\t"));
  }

  @Test
  void shouldLetTheLatestEditWinWhileAnEarlierOneIsAtTheModel() {
    enriched("p1");
    embedder.hold();
    edit("p1", "seeking", "first");
    pipeline.settle();
    edit("p1", "seeking", "second");
    pipeline.settle();
    embedder.release();
    pipeline.settle();

    assertThat(embedder.takeCalls())
        .containsExactly("embedding_seeking: first", "embedding_seeking: second");
    TaskResult seeking = result(onlyOne(pipeline.enriched()), "embedding_seeking");
    assertThat(seeking.getInputHash()).isEqualTo(InputHash.md5("second"));
    assertThat(metrics.skips(Skip.SUPERSEDED)).isEqualTo(1);
  }

  @Test
  void shouldForgetWorkThatAnEditMadeNeedless() {
    enriched("p1");
    embedder.hold();
    edit("p1", "seeking", "never mind");
    edit("p1", "seeking", "seeking of p1");
    embedder.release();
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(onlyOne(pipeline.enriched()).getChanged()).isEmpty();
    assertThat(workStatus().getOpen()).isZero();
  }

  @Test
  void shouldEmitWhatIsThereWhenTheDeadlinePassedAndTheRestLater() {
    embedder.hold();
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();
    embedder.releaseOne();
    pipeline.pass(Duration.ofSeconds(1));
    List<KeyValue<String, EnrichedRow>> early = pipeline.enriched();
    embedder.release();
    pipeline.settle();

    assertThat(onlyOne(early).getResults()).hasSize(1);
    EnrichedRow late = onlyOne(pipeline.enriched());
    assertThat(late.getResults()).hasSize(3);
    assertThat(late.getRevision()).isGreaterThan(onlyOne(early).getRevision());
  }

  @Test
  void shouldCancelWorkOfADeletedRowAndResurrectNothing() {
    enriched("p1");
    embedder.hold();
    edit("p1", "seeking", "too late");
    pipeline.settle();
    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));
    pipeline.change("profiles", "p1", null);
    embedder.release();
    pipeline.settle();

    List<KeyValue<String, EnrichedRow>> emitted = pipeline.enriched();
    assertThat(emitted).hasSize(1);
    assertThat(emitted.get(0).value).isNull();
  }

  @Test
  void shouldGoOnRisingInRevisionWhenARowIsDeletedAndCreatedAgain_invariant4() {
    long before = enriched("p1").getRevision();
    pipeline.change("profiles", "p1", profiles.delete(pipeline.now()));
    pipeline.settle();
    pipeline.enriched();

    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();

    assertThat(onlyOne(pipeline.enriched()).getRevision()).isGreaterThan(before);
  }

  @Test
  void shouldDeleteWhatStoodInATableBeforeItsTruncate() {
    enriched("p1");
    enriched("p2");

    pipeline.change("profiles", null, profiles.truncate(pipeline.now()));
    pipeline.settle();

    assertThat(pipeline.enriched())
        .extracting(record -> record.key)
        .containsExactlyInAnyOrder("p1", "p2");
  }

  @Test
  void shouldListARefusedTextOnceAndNotPayForItAgain_invariant3() {
    embedder.answer("bad", new ModelOutcome.Rejected<>("no_tokens", "nothing to embed"));
    Map<String, @Nullable String> row = profile("p1");
    row.put("seeking", "bad");
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), row));
    pipeline.settle();
    embedder.takeCalls();
    row.put("revenue_tier", "premium");
    pipeline.change("profiles", "p1", profiles.update(pipeline.now(), row));
    pipeline.settle();

    assertThat(embedder.takeCalls()).isEmpty();
    assertThat(pipeline.failures(false))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.key).isEqualTo("profiles/p1/embedding_seeking");
              assertThat(failure.value.getReason()).isEqualTo("no_tokens");
              assertThat(failure.value.toString()).doesNotContain("bad");
            });
    assertThat(onlyOne(pipeline.enriched()).getResults()).hasSize(2);
  }

  @Test
  void shouldTryAgainLaterWhileTheModelIsAway_invariant3() {
    embedder.answer("seeking of p1", new ModelOutcome.RetryLater<>("away", Duration.ofSeconds(2)));
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));
    pipeline.settle();
    assertThat(workStatus().getRetrying()).isEqualTo(1);
    embedder.forgetAnswer("seeking of p1");
    pipeline.pass(Duration.ofSeconds(3));

    assertThat(workStatus().getOpen()).isZero();
    assertThat(pipeline.enriched())
        .last()
        .satisfies(record -> assertThat(record.value.getResults()).hasSize(3));
  }

  @Test
  void shouldTellThatAModelIsAwayOfTextsThatItWasNotAsked_invariant8() {
    embedder.answer(
        "seeking of p1", ModelOutcome.RetryLater.notAsked("provider_down", Duration.ofSeconds(2)));
    pipeline.change("profiles", "p1", profiles.create(pipeline.now(), profile("p1")));

    pipeline.settle();

    assertThat(workStatus().getRetrying()).isEqualTo(1);
  }

  @Test
  void shouldTellWhatIsOpenAndSinceWhen_invariant8() {
    embedder.hold();
    long committedAt = pipeline.now() - 5_000;
    pipeline.change("profiles", "p1", profiles.create(committedAt, profile("p1")));

    assertThat(workStatus())
        .satisfies(
            status -> {
              assertThat(status.getOpen()).isEqualTo(1);
              assertThat(status.getOldestCausedAt()).isEqualTo(committedAt);
              assertThat(status.getInputs()).hasSize(1);
            });
  }

  @Test
  void shouldScoreAMatchOnceBothProfilesAreEnriched() {
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    enriched("p1");
    pipeline.settle();
    assertThat(pipeline.scores()).isEmpty();

    enriched("p2");
    pipeline.settle();

    Score score = onlyOne(pipeline.scores());
    assertThat(score.getHarmonicMean()).isBetween(0.0, 100.0);
    assertThat(score.getSynergy()).isBetween(0.0, 10.0);
    assertThat(score.getMomentum()).as("the plan names no input of it").isNull();
    assertThat(score.getExplanation()).as("both texts by vectors").contains("\"ss");
  }

  @Test
  void shouldRescoreExactlyTheMatchesOfAChangedProfile() {
    enriched("p1");
    enriched("p2");
    enriched("p3");
    pipeline.change("matches", "m12", matches.create(pipeline.now(), match("m12", "p1", "p2")));
    pipeline.change("matches", "m31", matches.create(pipeline.now(), match("m31", "p3", "p1")));
    pipeline.change("matches", "m23", matches.create(pipeline.now(), match("m23", "p2", "p3")));
    pipeline.settle();
    assertThat(pipeline.scores()).hasSize(3);

    edit("p1", "seeking", "quite another thing");
    pipeline.settle();

    assertThat(pipeline.scores())
        .extracting(record -> record.key)
        .containsExactlyInAnyOrder("m12", "m31");
  }

  @Test
  void shouldScoreOnceWhenBothSidesChangeTogether() {
    enriched("p1");
    enriched("p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();
    pipeline.scores();

    edit("p1", "seeking", "one");
    edit("p2", "offering", "two");
    pipeline.settle();

    assertThat(pipeline.scores()).hasSize(1);
  }

  @Test
  void shouldSayWhyAScoreIsGoneWhenAProfileDisappears() {
    enriched("p1");
    enriched("p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();
    pipeline.scores();

    pipeline.change("profiles", "p2", profiles.delete(pipeline.now()));
    pipeline.settle();

    Score score = onlyOne(pipeline.scores());
    assertThat(score.getHarmonicMean()).isNull();
    assertThat(score.getExplanation()).contains("absent");
  }

  @Test
  void shouldFollowAMatchThatIsPointedElsewhereAndOneThatIsDeleted() {
    enriched("p1");
    enriched("p2");
    enriched("p3");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();
    pipeline.scores();

    pipeline.change("matches", "m1", matches.update(pipeline.now(), match("m1", "p1", "p3")));
    pipeline.settle();
    assertThat(onlyOne(pipeline.scores()).getB()).isEqualTo("p3");
    pipeline.change("matches", "m1", matches.delete(pipeline.now()));
    pipeline.settle();

    assertThat(pipeline.scores()).singleElement().satisfies(r -> assertThat(r.value).isNull());
  }

  @Test
  void shouldScoreAMatchThatComesAfterItsProfiles() {
    enriched("p1");
    enriched("p2");

    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();

    assertThat(onlyOne(pipeline.scores()).getHarmonicMean()).isNotNull();
  }

  @Test
  void shouldForgetTheFormerProfileOfAMatchThatIsPointedElsewhere() {
    enriched("p1");
    enriched("p2");
    enriched("p3");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.change("matches", "m1", matches.update(pipeline.now(), match("m1", "p1", "p3")));
    pipeline.settle();
    pipeline.scores();

    edit("p2", "seeking", "no match names this one any more");
    pipeline.settle();
    assertThat(pipeline.scores()).isEmpty();
    edit("p3", "seeking", "but this one");
    pipeline.settle();

    assertThat(pipeline.scores()).hasSize(1);
  }

  @Test
  void shouldTellKeysApartOfWhichOneBeginsWithTheOther() {
    enriched("p1");
    enriched("p");
    enriched("p2");
    pipeline.change("matches", "1m", matches.create(pipeline.now(), match("1m", "p", "p2")));
    pipeline.change("matches", "m", matches.create(pipeline.now(), match("m", "p1", "p2")));
    pipeline.settle();
    pipeline.scores();

    edit("p", "seeking", "another");
    pipeline.settle();

    assertThat(pipeline.scores()).extracting(record -> record.key).containsExactly("1m");
  }

  @Test
  void shouldScoreAMatchOfAProfileWithItself() {
    enriched("p1");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p1")));
    pipeline.settle();

    assertThat(pipeline.scores()).hasSize(1);
  }

  @Test
  void shouldSayNothingOfAMatchThatIsDeletedBeforeItWasScored() {
    enriched("p1");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.change("matches", "m1", matches.delete(pipeline.now()));
    enriched("p2");
    pipeline.settle();

    assertThat(pipeline.scores()).isEmpty();
  }

  @Test
  void shouldAnswerTheOldestOfTheChangesThatAScoreFollows_invariant8() {
    enriched("p1");
    enriched("p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();
    pipeline.scores();
    long older = pipeline.now() - 7_000;

    changeTier("p2", pipeline.now());
    Map<String, @Nullable String> edited = profile("p1");
    edited.put("content_platforms", "[]");
    pipeline.change("profiles", "p1", profiles.update(older, edited));
    pipeline.settle();

    assertThat(onlyOne(pipeline.scores()).getCausedAt()).isEqualTo(older);
    assertThat(scoreStatus().getOpen()).isZero();
  }

  @Test
  void shouldLetOthersPassAProfileWithVeryManyMatches() {
    int many = 3_000;
    for (String profile : List.of("hot", "p1", "p2")) {
      enriched(profile);
    }
    for (int match = 0; match < many; match++) {
      pipeline.change(
          "matches", "h" + match, matches.create(pipeline.now(), match("h" + match, "hot", "p1")));
    }
    pipeline.change("matches", "m12", matches.create(pipeline.now(), match("m12", "p1", "p2")));
    pipeline.settle();
    assertThat(pipeline.scores()).hasSize(many + 1);

    changeTier("hot", pipeline.now());
    changeTier("p2", pipeline.now());
    pipeline.settle();

    List<String> order = pipeline.scores().stream().map(record -> record.key).toList();
    assertThat(order).hasSize(many + 1).doesNotHaveDuplicates().contains("m12");
    assertThat(order.indexOf("m12")).isLessThan(many);
  }

  @Test
  void shouldVisitTheMatchesOfAProfileAgainThatChangedMeanwhile() {
    int many = 3_000;
    enriched("hot");
    enriched("p1");
    for (int match = 0; match < many; match++) {
      pipeline.change(
          "matches", "h" + match, matches.create(pipeline.now(), match("h" + match, "hot", "p1")));
    }
    pipeline.settle();
    pipeline.scores();

    changeTier("hot", pipeline.now());
    pipeline.pass(Duration.ofMillis(60));
    edit("hot", "content_platforms", "[]");
    pipeline.settle();

    Map<String, Score> last = new HashMap<>();
    List<KeyValue<String, Score>> scores = pipeline.scores();
    scores.forEach(score -> last.put(score.key, score.value));
    assertThat(last.values().stream().map(Score::getScoreAb).distinct()).hasSize(1);
    assertThat(scores).hasSizeBetween(many + 1, 2 * many - 1);
    assertThat(scoreStatus().getOpen()).isZero();
  }

  @Test
  void shouldFallBackToWordOverlapWhenAFieldIsBlanked() {
    enriched("p1");
    enriched("p2");
    pipeline.change("matches", "m1", matches.create(pipeline.now(), match("m1", "p1", "p2")));
    pipeline.settle();
    pipeline.scores();

    edit("p1", "who_you_serve", "");
    pipeline.settle();

    assertThat(onlyOne(pipeline.scores()).getExplanation())
        .as("audiences are neutral: no raw value, score 5")
        .containsPattern("\"synergy\":\\[[^,]+,\"sn[^,]+,[^,]+,[^,]+,null,5,");
  }

  @Test
  void shouldListAnEventThatCannotBeReadAndGoOn() {
    pipeline.change("profiles", null, profiles.create(pipeline.now(), profile("p1")));
    enriched("p2");

    assertThat(pipeline.failures(true))
        .singleElement()
        .satisfies(failure -> assertThat(failure.value.getDetail()).contains("no key"));
  }

  private WorkStatus workStatus() {
    return Objects.requireNonNull(pipeline.statuses().get("work/profiles/0"));
  }

  private WorkStatus scoreStatus() {
    pipeline.statuses().forEach(statuses::put);
    return Objects.requireNonNull(statuses.get("score/matches/0"));
  }

  /** A change that no model is asked about. */
  private void changeTier(String key, long committedAt) {
    Map<String, @Nullable String> edited = profile(key);
    edited.put("revenue_tier", "premium");
    pipeline.change("profiles", key, profiles.update(committedAt, edited));
  }

  private EnrichedRow enriched(String key) {
    pipeline.change("profiles", key, profiles.create(pipeline.now(), profile(key)));
    pipeline.settle();
    embedder.takeCalls();
    pipeline.features();
    return onlyOne(pipeline.enriched());
  }

  private void edit(String key, String column, String text) {
    Map<String, @Nullable String> edited = profile(key);
    edited.put(column, text);
    pipeline.change("profiles", key, profiles.update(pipeline.now(), edited));
  }

  private static Map<String, @Nullable String> profile(String key) {
    Map<String, @Nullable String> columns = new HashMap<>();
    columns.put("id", key);
    columns.put("seeking", "seeking of " + key);
    columns.put("offering", "offering of " + key);
    columns.put("who_you_serve", "audience of " + key);
    columns.put("revenue_tier", "established");
    columns.put("content_platforms", "[\"podcast\"]");
    return columns;
  }

  private static Map<String, @Nullable String> match(String key, String a, String b) {
    return new HashMap<>(Map.of("id", key, "profile_id", a, "suggested_profile_id", b));
  }

  private static TaskResult result(EnrichedRow row, String column) {
    return row.getResults().stream()
        .filter(candidate -> candidate.getColumn().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static <V> V onlyOne(List<KeyValue<String, V>> records) {
    assertThat(records).hasSize(1);
    return records.get(0).value;
  }
}
