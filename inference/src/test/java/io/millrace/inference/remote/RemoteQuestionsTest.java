package io.millrace.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Classification;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.Entities;
import io.millrace.inference.Entities.Entity;
import io.millrace.inference.EntityModel;
import io.millrace.inference.EntityModels;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classification and extraction by the server that speaks all protocols. */
@Timeout(60)
class RemoteQuestionsTest {
  private static final LabelChoice LABELS =
      new LabelChoice(
          List.of(
              new ChoiceLabel("finance", "Somebody who teaches people about money.", List.of()),
              new ChoiceLabel("health", "Somebody who helps people to sleep and eat.", List.of()),
              new ChoiceLabel("other", "", List.of())),
          false);

  private final RemoteTestBed bed = new RemoteTestBed();

  @AfterEach
  void stop() {
    bed.close();
  }

  private static List<ModelOutcome<Classification>> classify(
      ClassificationModel model, LabelChoice labels, String... texts) {
    return model.classify(List.of(texts), labels).toCompletableFuture().join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hugging-face", "tei"})
  void shouldClassifyEachTextByTheLabelsDescriptions(String provider) {
    try (ClassificationModel model = bed.classification(provider)) {
      List<ModelOutcome<Classification>> outcomes =
          classify(model, LABELS, "she teaches money to people", "sleep well and eat");

      assertThat(outcomes)
          .extracting(outcome -> outcome.answer().orElseThrow().value().scores().get(0).label())
          .containsExactly("finance", "health");
      double sum =
          outcomes.get(0).answer().orElseThrow().value().scores().stream()
              .mapToDouble(Classification.LabelScore::confidence)
              .sum();
      assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void shouldJudgeEachLabelByItselfWhereSeveralMayFit() {
    LabelChoice several = new LabelChoice(LABELS.labels(), true);
    try (ClassificationModel model = bed.classification("tei")) {
      Classification both =
          classify(model, several, "money, sleep, people who teaches helps")
              .get(0)
              .answer()
              .orElseThrow()
              .value();

      assertThat(both.atLeast(0.9)).hasSize(2);
    }
  }

  @Test
  void shouldSplitTheLabelsOfATextOverRequestsIfTheyAreMany() {
    LabelChoice many =
        new LabelChoice(
            IntStream.range(0, 40)
                .mapToObj(index -> new ChoiceLabel("label " + index, "", List.of()))
                .toList(),
            true);
    try (ClassificationModel model = bed.classification("tei")) {
      long before = bed.server.requests();

      assertThat(classify(model, many, "text").get(0)).isInstanceOf(Answered.class);
      assertThat(bed.server.requests() - before).isEqualTo(2);
    }
  }

  @Test
  void shouldKeepATextOfWhichSomePairsWereNotAnswered() {
    try (ClassificationModel model = bed.classification("tei")) {
      bed.server.fail(ServerFault.status(503));

      assertThat(classify(model, LABELS, "one", "two")).allMatch(RetryLater.class::isInstance);
    }
  }

  @Test
  void shouldFindNamesByCodePoint() {
    bed.with(EntityModels.PROVIDER, "hugging-face");
    try (EntityModel model = EntityModels.open(ModelServer.MODEL, bed.settings())) {
      ModelOutcome<Entities> outcome =
          model.extract(List.of("😀 says Ada Lovelace")).toCompletableFuture().join().get(0);

      Entity entity = outcome.answer().orElseThrow().value().entities().get(0);
      assertThat(entity.text()).isEqualTo("Ada Lovelace");
      assertThat(entity.start()).isEqualTo(7);
      assertThat(entity.kind()).isEqualTo(Entities.Kind.PERSON);
    }
  }
}
