package io.millrace.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTargetTest {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();

  @Test
  void shouldTakeProfilesBeforeTheirMatches() {
    List<ReplayTarget> targets = targets(ReplayType.ALL, null, null);

    assertThat(targets)
        .extracting(target -> target.table().name())
        .containsExactly("profiles", "matches");
    assertThat(targets.get(0).columns()).contains("embedding_seeking", "niche_categories");
    assertThat(targets.get(1).columns()).isEmpty();
  }

  @Test
  void shouldTakeOnlyColumnsOfTheType() {
    assertThat(targets(ReplayType.CLASSIFICATIONS, null, null))
        .singleElement()
        .extracting(ReplayTarget::columns)
        .isEqualTo(List.of("niche_categories", "offer_types", "content_style"));
  }

  /** What is scored of profiles is made anew too, in case the plan names other inputs. */
  @Test
  void shouldTakeProfilesWithoutTasks_whenScoresAreReplayed() {
    List<ReplayTarget> targets = targets(ReplayType.SCORES, null, null);

    assertThat(targets).hasSize(2).allMatch(target -> target.columns().isEmpty());
  }

  @Test
  void shouldRefuseAFilterForSeveralTables_andATableThatIsNone() {
    assertThatThrownBy(() -> targets(ReplayType.ALL, null, "true"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--table")
        .hasMessageContaining("matches");
    assertThat(targets(ReplayType.ALL, "profiles", "true")).hasSize(1);
    assertThatThrownBy(() -> targets(ReplayType.EMBEDDINGS, "matches", null))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'matches'");
  }

  private static List<ReplayTarget> targets(
      ReplayType type, @Nullable String table, @Nullable String filter) {
    return ReplayTarget.of(
        PLAN,
        new ReplayRequest(
            type,
            Optional.ofNullable(table),
            Optional.ofNullable(filter),
            false,
            OptionalInt.empty(),
            false));
  }
}
