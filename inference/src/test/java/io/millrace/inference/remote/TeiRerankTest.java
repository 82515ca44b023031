package io.millrace.inference.remote;

import static io.millrace.inference.remote.RemoteTestBed.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.InferenceException;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Provenance;
import io.millrace.inference.ProviderHealth.State;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classification by a reranker behind TEI. */
@Timeout(60)
class TeiRerankTest {
  private static final List<ChoiceLabel> LABELS =
      List.of(
          new ChoiceLabel("finance", "Somebody who teaches people about money.", List.of()),
          new ChoiceLabel("health", "Somebody who helps people to sleep and eat.", List.of()),
          new ChoiceLabel("other", "", List.of()));
  private static final LabelChoice SEVERAL = new LabelChoice(LABELS, true);
  private static final LabelChoice ONE = new LabelChoice(LABELS, false);

  @TempDir private Path folder;
  private final RemoteTestBed bed = new RemoteTestBed(ModelServer.Settings.defaults().reranker());

  @AfterEach
  void stop() {
    bed.close();
  }

  private ClassificationModel model() {
    return bed.with("millrace.inference.directory", folder.toString()).classification("tei");
  }

  private static List<ModelOutcome<Classification>> classify(
      ClassificationModel model, LabelChoice labels, String... texts) {
    return model.classify(List.of(texts), labels).toCompletableFuture().join();
  }

  private static List<LabelScore> scores(ModelOutcome<Classification> outcome) {
    return outcome.answer().orElseThrow().value().scores();
  }

  @Test
  void shouldGiveEachLabelTheSigmoidOfItsLogit() {
    try (ClassificationModel model = model()) {
      List<LabelScore> scores =
          scores(classify(model, SEVERAL, "sleep well and teaches money").get(0));

      // The server's logits: 8 for each word in common, 0.05 words at least, less 4.
      assertThat(scores)
          .extracting(LabelScore::label)
          .containsExactly("finance", "health", "other");
      assertThat(scores.get(0).confidence()).isCloseTo(sigmoid(8 * 2.05 - 4), within(1e-9));
      assertThat(scores.get(1).confidence()).isCloseTo(sigmoid(8 * 1.05 - 4), within(1e-9));
      assertThat(scores.get(2).confidence()).isCloseTo(sigmoid(8 * 0.05 - 4), within(1e-9));
    }
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void shouldShareAConfidenceOfOneWhereOneLabelFits() {
    try (ClassificationModel model = model()) {
      List<ModelOutcome<Classification>> outcomes =
          classify(model, ONE, "she teaches money to people", "sleep well and eat");

      assertThat(outcomes)
          .extracting(outcome -> outcome.answer().orElseThrow().value().atLeast(0.5))
          .extracting(likely -> likely.get(0).label())
          .containsExactly("finance", "health");
      double sum = scores(outcomes.get(0)).stream().mapToDouble(LabelScore::confidence).sum();
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void shouldAskForOneTextInARequest() {
    try (ClassificationModel model = model()) {
      int before = bed.server.bodies().size();

      List<ModelOutcome<Classification>> outcomes = classify(model, SEVERAL, "first", "second");

      List<JsonNode> bodies = bed.server.bodies().subList(before, bed.server.bodies().size());
      assertThat(bodies)
          .extracting(body -> body.path("query").asText())
          .containsExactly("first", "second");
      assertThat(bodies.get(0).path("texts").get(1).asText())
          .isEqualTo(LABELS.get(1).description());
      assertThat(bodies.get(0).path("raw_scores").asBoolean()).isTrue();
      assertThat(bodies.get(0).path("truncate").asBoolean()).isTrue();
      assertThat(bodies.get(0).path("return_text").asBoolean()).isFalse();
      Provenance provenance = ((Answered<Classification>) outcomes.get(0)).provenance();
      assertThat(provenance.model()).isEqualTo(ModelServer.MODEL);
      assertThat(provenance.revision()).isEqualTo("revision-1");
    }
  }

  @Test
  void shouldSplitLabelsThatAreMoreThanTheServerTakes() {
    LabelChoice many =
        new LabelChoice(
            IntStream.range(0, 40)
                .mapToObj(index -> new ChoiceLabel("label " + index, "", List.of()))
                .toList(),
            true);
    try (ClassificationModel model = model()) {
      long before = bed.server.requests();

      assertThat(scores(classify(model, many, "text").get(0))).hasSize(40);
      assertThat(bed.server.requests() - before).isEqualTo(2);
    }
  }

  @Test
  void shouldGoByTheIndexOfARankAndNotByItsPlace() {
    try (ClassificationModel model = model()) {
      List<LabelScore> before = scores(classify(model, SEVERAL, "teaches sleep").get(0));
      bed.server.fail(ServerFault.of(Kind.REORDERED));

      assertThat(scores(classify(model, SEVERAL, "teaches sleep").get(0))).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHORT", "DUPLICATE", "GARBAGE", "CUT", "HUGE"})
  void shouldKeepATextWhoseRanksAreNotThoseOfTheLabels(Kind fault) {
    try (ClassificationModel model = model()) {
      bed.server.fail(ServerFault.of(fault));

      assertThat(classify(model, SEVERAL, "text").get(0)).isInstanceOf(RetryLater.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_A_NUMBER", "NULL"})
  void shouldRejectATextWithAScoreThatIsNone(Kind fault) {
    try (ClassificationModel model = model()) {
      bed.server.fail(ServerFault.of(fault));

      assertThat(classify(model, SEVERAL, "text").get(0))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo("not_finite"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"index\":0,\"score\":1}, {\"index\":2,\"score\":1}]",
        "[{\"index\":-1,\"score\":1}, {\"index\":1,\"score\":1}]",
        "[{\"index\":0.5,\"score\":1}, {\"index\":1,\"score\":1}]",
        "[{\"score\":1}, {\"index\":1,\"score\":1}]",
        "[[0, 1], [1, 1]]",
        "{\"ranks\":[]}"
      })
  void shouldRefuseOtherForms(String answer) throws Exception {
    RemoteInput input = TeiClassificationModel.probe();
    JsonNode json = Json.MAPPER.readTree(answer);

    assertThatThrownBy(
            () -> new TeiRanks(HttpUrl.get("http://localhost/")).read(json, List.of(input, input)))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "401, no_access, REFUSED",
    "402, no_credit, REFUSED",
    "404, not_found, REFUSED",
    "503, unavailable, OK"
  })
  void shouldKeepTextsThatTheProviderDoesNotAnswer(int status, String reason, State state) {
    try (ClassificationModel model = model()) {
      bed.server.fail(ServerFault.status(status));
      long before = bed.server.requests();

      List<ModelOutcome<Classification>> outcomes = classify(model, SEVERAL, "one", "two", "three");

      assertThat(outcomes).extracting(outcome -> later(outcome).reason()).containsOnly(reason);
      assertThat(outcomes)
          .extracting(outcome -> later(outcome).asked())
          .containsExactly(true, false, false);
      assertThat(bed.server.requests() - before).isEqualTo(1);
      assertThat(model.health().state()).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 424, 500})
  void shouldRejectTheTextToBlameAndAnswerTheOthers(int status) {
    try (ClassificationModel model = model()) {
      bed.server.fail(ServerFault.status(status).on("poison"));

      List<ModelOutcome<Classification>> outcomes =
          classify(model, SEVERAL, "one", "poison", "three");

      assertThat(outcomes.get(0)).isInstanceOf(Answered.class);
      assertThat(outcomes.get(1)).isInstanceOf(Rejected.class);
      assertThat(outcomes.get(2)).isInstanceOf(Answered.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 422})
  void shouldShortenATextThatIsTooLong(int status) {
    try (ClassificationModel model = model()) {
      bed.server.fail(ServerFault.status(status).on("end"));

      ModelOutcome<Classification> outcome =
          classify(model, SEVERAL, "many words ".repeat(20) + "end").get(0);

      assertThat(outcome.answer().orElseThrow().provenance().truncated()).isTrue();
    }
  }

  @Test
  void shouldWaitAsLongAsALimitedProviderSays() {
    try (ClassificationModel model = model()) {
      bed.server.fail(ServerFault.status(429).retryAfter("3600"));

      RetryLater<?> later = later(classify(model, SEVERAL, "text").get(0));

      assertThat(later.after()).isGreaterThan(java.time.Duration.ofMinutes(50));
    }
  }

  @Test
  void shouldKnowTheRerankerAgainWhenItIsDownAtALaterStart() {
    model().close();
    bed.server.fail(ServerFault.status(402));
    try (ClassificationModel model = model()) {
      assertThat(model.description().revision()).isEqualTo("revision-1");
      bed.server.recover();

      assertThat(classify(model, SEVERAL, "text").get(0)).isInstanceOf(Answered.class);
    }
  }

  @Test
  void shouldRefuseAFirstStartWhileTheProviderIsDown() {
    bed.server.fail(ServerFault.status(402));

    assertThatThrownBy(this::model)
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("millrace.classification.provider");
  }
}
