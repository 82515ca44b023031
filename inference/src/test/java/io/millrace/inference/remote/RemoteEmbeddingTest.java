package io.millrace.inference.remote;

import static io.millrace.inference.remote.RemoteTestBed.embed;
import static io.millrace.inference.remote.RemoteTestBed.later;
import static io.millrace.inference.remote.RemoteTestBed.texts;
import static io.millrace.inference.remote.RemoteTestBed.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Provenance;
import io.millrace.inference.ProviderHealth.State;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All three protocols against a server that speaks them and their faults. */
@Timeout(60)
class RemoteEmbeddingTest {
  private final RemoteTestBed bed = new RemoteTestBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hugging-face", "tei", "openai"})
  void shouldGiveUnitVectorsThatDoNotDependOnTheBatch(String provider) {
    try (EmbeddingModel model = bed.embedding(provider)) {
      List<ModelOutcome<Embedding>> together = embed(model, texts(32));

      assertThat(model.description().dimensions()).isEqualTo(384);
      assertThat(together).hasSize(32);
      for (int index = 0; index < 32; index++) {
        float[] alone = vector(embed(model, texts(32).get(index)));
        assertThat(vector(together.get(index))).containsExactly(alone, within(1e-5f));
      }
    }
  }

  @Test
  void shouldGiveTheSameVectorsByEveryProvider() {
    List<float[]> vectors =
        RemoteTestBed.PROVIDERS.stream()
            .map(
                provider -> {
                  try (EmbeddingModel model = bed.embedding(provider)) {
                    return vector(embed(model, "one text"));
                  }
                })
            .toList();

    assertThat(vectors)
        .allSatisfy(each -> assertThat(each).containsExactly(vectors.get(0), within(1e-6f)));
  }

  @Test
  void shouldPutTheAnswersOfOpenAiInOrder() {
    try (EmbeddingModel model = bed.embedding("openai")) {
      List<ModelOutcome<Embedding>> ordered = embed(model, texts(5));
      bed.server.fail(ServerFault.of(Kind.REORDERED));

      List<ModelOutcome<Embedding>> reordered = embed(model, texts(5));

      for (int index = 0; index < 5; index++) {
        assertThat(vector(reordered.get(index))).containsExactly(vector(ordered.get(index)));
      }
    }
  }

  @Test
  void shouldAskTeiForItsLimitsAndKeepToThem() {
    try (RemoteTestBed small =
            new RemoteTestBed(new ModelServer.Settings(0, 16, "", "revision-1", 4, "embedding"));
        EmbeddingModel model = small.embedding("tei")) {
      assertThat(model.limits().maximumBatch()).isEqualTo(4);
      assertThat(model.limits().maximumConcurrentInputs()).isEqualTo(511);
      assertThat(model.description().revision()).isEqualTo("revision-1");
      assertThat(embed(model, texts(10))).allMatch(Answered.class::isInstance);
      assertThat(small.server.requests()).isEqualTo(1 + 3);
    }
  }

  @Test
  void shouldSayWhichTextsWereTruncated() {
    bed.with("millrace.embedding.maximum.tokens", "20");
    try (EmbeddingModel model = bed.embedding("tei")) {
      List<ModelOutcome<Embedding>> outcomes =
          embed(model, List.of("short", "of a length in between them", "long ".repeat(100)));

      assertThat(outcomes)
          .extracting(outcome -> outcome.answer().orElseThrow().provenance())
          .extracting(Provenance::truncated, Provenance::marks)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(false, List.of()),
              org.assertj.core.groups.Tuple.tuple(false, List.of(Provenance.MAYBE_TRUNCATED)),
              org.assertj.core.groups.Tuple.tuple(true, List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, limited,     LIMITED",
    "503, unavailable, OK",
    "502, unavailable, OK",
    "408, timeout,     OK",
    "402, no_credit,   REFUSED",
    "401, no_access,   REFUSED",
    "403, no_access,   REFUSED",
    "404, not_found,   REFUSED",
    "410, not_found,   REFUSED"
  })
  void shouldKeepTheTextsForEveryStatusThatIsNotTheirFault(int status, String reason, State state) {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.status(status).retryAfter("20"));

      List<ModelOutcome<Embedding>> outcomes = embed(model, texts(3));

      assertThat(outcomes).allMatch(RetryLater.class::isInstance);
      assertThat(later(outcomes.get(0)).reason()).isIn(reason, "provider_limited");
      assertThat(later(outcomes.get(0)).after())
          .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
      assertThat(model.health().state()).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "OUTAGE",
        "SLOW",
        "CUT",
        "GARBAGE",
        "HUGE",
        "GZIP_BOMB",
        "SHORT",
        "WRONG_DIMENSIONS",
        "TOKEN_VECTORS"
      })
  void shouldKeepTheTextsWhateverTheAnswerIs(Kind kind) {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.of(kind));

      List<ModelOutcome<Embedding>> outcomes = embed(model, texts(3));

      assertThat(outcomes).allMatch(RetryLater.class::isInstance);
      bed.server.recover();
      assertThat(embed(model, texts(3))).allMatch(Answered.class::isInstance);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NOT_A_NUMBER", "NULL"})
  void shouldRejectTheTextAloneWhoseVectorIsNone(Kind kind) {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.of(kind));

      List<ModelOutcome<Embedding>> outcomes = embed(model, texts(3));

      assertThat(outcomes.get(0))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo("not_finite"));
      assertThat(outcomes.subList(1, 3)).allMatch(Answered.class::isInstance);
    }
  }

  @Test
  void shouldWaitForAModelThatLoadsAsLongAsItSays() {
    try (EmbeddingModel model = bed.embedding("hugging-face")) {
      bed.server.fail(
          ServerFault.status(503).body("{\"error\":\"loading\",\"estimated_time\":33.5,\"x\":\""));

      RetryLater<?> first = later(embed(model, "text"));
      RetryLater<?> second = later(embed(model, "text"));

      assertThat(first.after()).isBetween(Duration.ofSeconds(33), Duration.ofMillis(33_500));
      assertThat(second.asked()).isFalse();
      assertThat(model.health().state()).isEqualTo(State.LIMITED);
      assertThat(bed.server.requests()).isEqualTo(1 + 1);
    }
  }

  @Test
  void shouldHonourRetryAfterAsADate() {
    try (EmbeddingModel model = bed.embedding("openai")) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(40));
      bed.server.fail(ServerFault.status(429).retryAfter(date));

      assertThat(later(embed(model, "text")).after())
          .isBetween(Duration.ofSeconds(35), Duration.ofSeconds(40));
    }
  }

  @Test
  void shouldTakeAQuotaThatIsUsedUpForMissingCredit() {
    try (EmbeddingModel model = bed.embedding("openai")) {
      bed.server.fail(
          ServerFault.status(429).body("{\"error\":{\"code\":\"insufficient_quota\",\"m\":\""));

      assertThat(later(embed(model, "text")).reason()).isEqualTo("no_credit");
      assertThat(model.health().state()).isEqualTo(State.REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 422})
  void shouldSplitARequestThatIsTooLarge(int status) {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.status(status).on("number 5"));

      List<ModelOutcome<Embedding>> outcomes = embed(model, texts(8));

      assertThat(outcomes.get(5)).isInstanceOf(Rejected.class);
      assertThat(IntStream.range(0, 8).filter(index -> index != 5))
          .allSatisfy(index -> assertThat(outcomes.get(index)).isInstanceOf(Answered.class));
    }
  }

  @Test
  void shouldShortenATextThatIsTooLongUntilItIsTaken() {
    try (EmbeddingModel model = bed.embedding("openai")) {
      bed.server.fail(
          ServerFault.status(400).body("{\"code\":\"context_length_exceeded\"").on("the end"));
      String text = "word ".repeat(200) + "the end";

      ModelOutcome<Embedding> outcome = embed(model, text);

      assertThat(outcome.answer().orElseThrow().provenance().truncated()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {424, 500, 400})
  void shouldFindTheTextOnWhichTheModelFails(int status) {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.status(status).on("number 5"));

      List<ModelOutcome<Embedding>> outcomes = embed(model, texts(8));

      assertThat(outcomes.get(5)).isInstanceOf(Rejected.class);
      assertThat(IntStream.range(0, 8).filter(index -> index != 5))
          .allSatisfy(index -> assertThat(outcomes.get(index)).isInstanceOf(Answered.class));
      assertThat(embed(model, "number 5")).isInstanceOf(Rejected.class);
      assertThat(model.health().state()).isEqualTo(State.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {424, 500, 400})
  void shouldBlameNoTextIfTheProviderFailsOnEverything(int status) {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.status(status));

      List<ModelOutcome<Embedding>> outcomes = embed(model, texts(32));

      assertThat(outcomes).allMatch(RetryLater.class::isInstance);
      assertThat(model.health().state()).isEqualTo(State.DOWN);
      assertThat(bed.server.requests())
          .as("canary, one or two tries, probe")
          .isLessThanOrEqualTo(4);
    }
  }

  @Test
  void shouldNotSendTheTokenToAnotherAddress() {
    try (RemoteTestBed other = new RemoteTestBed();
        EmbeddingModel model =
            bed.with("millrace.embedding.token", "hf_secret").embedding("hugging-face")) {
      bed.server.fail(ServerFault.of(Kind.REDIRECT).body(other.server.url() + "/embed"));

      assertThat(later(embed(model, "text")).reason()).isEqualTo("redirected");
      assertThat(bed.server.authorizations()).containsOnly("Bearer hf_secret");
      assertThat(other.server.requests()).isZero();
    }
  }

  @Test
  void shouldSendOneInputToAProviderThatComesBack() {
    try (EmbeddingModel model = bed.embedding("tei")) {
      bed.server.fail(ServerFault.status(402).retryAfter("1"));
      embed(model, texts(4));
      long before = bed.server.requests();

      List<ModelOutcome<Embedding>> held = embed(model, texts(4));

      assertThat(held).allSatisfy(outcome -> assertThat(later(outcome).asked()).isFalse());
      assertThat(later(held.get(0)).reason()).isEqualTo("provider_refused");
      assertThat(bed.server.requests()).isEqualTo(before);
    }
  }
}
