package io.millrace.app.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request means by the plan, and what is refused before anything is looked at. */
class AdoptionTargetTest {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();

  @Test
  void shouldTakeAllVectorColumnsOfThePlan() {
    assertThat(AdoptionTarget.of(PLAN, request(PLAN.embeddingModel(), null)))
        .singleElement()
        .satisfies(target -> assertThat(target.tasks()).hasSize(4));
  }

  @Test
  void shouldTakeOnlyTheColumnsThatAreNamed() {
    assertThat(
            AdoptionTarget.of(PLAN, request(PLAN.embeddingModel(), "profiles", "embedding_seeking"))
                .get(0)
                .tasks())
        .extracting(EmbedTask::column)
        .containsExactly("embedding_seeking");
  }

  @Test
  void shouldRefuseAnotherModelThanThePlans_invariant5() {
    assertThatThrownBy(() -> AdoptionTarget.of(PLAN, request("another/model", null)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(PLAN.embeddingModel())
        .hasMessageContaining("another/model");
  }

  @Test
  void shouldRefuseWhatThePlanDoesNotFill() {
    assertUsage(request(PLAN.embeddingModel(), null, "embedding_seeking", "elsewhere"));
    assertUsage(request(PLAN.embeddingModel(), null, "offer_types"));
    assertUsage(request(PLAN.embeddingModel(), "matches"));
  }

  @Test
  void shouldRefuseVectorsOfWhichNobodyNamesTheModel() {
    assertThatThrownBy(
            () ->
                new AdoptionRequest(
                    Optional.empty(), Optional.empty(), Optional.empty(), List.of(), 20, 1, false))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.isUsage()).isTrue())
        .hasMessageContaining("--model-column");
  }

  private static void assertUsage(AdoptionRequest request) {
    assertThatThrownBy(() -> AdoptionTarget.of(PLAN, request))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.isUsage()).isTrue());
  }

  private static AdoptionRequest request(String model, @Nullable String table, String... columns) {
    return new AdoptionRequest(
        Optional.of(model),
        Optional.empty(),
        Optional.ofNullable(table),
        List.of(columns),
        20,
        0.999,
        false);
  }
}
