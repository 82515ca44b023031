package io.millrace.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.matching.Calibration;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.Label;
import io.millrace.plan.PlanReader;
import io.millrace.topology.score.PlanRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures the tuning pairs with the model that ships. */
class PairCommandsIT {
  private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final Path FILE = Path.of("..", "plans", "evaluation", "pairs-tune.jsonl");
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();

  @Test
  void shouldShowThatVectorsBeatWordsAndEmphasisedLabelsBeatPlainVectors() {
    List<String> labels =
        PLAN.table("profiles").classify().stream()
            .map(ClassifyTask::labels)
            .flatMap(set -> set.labels().stream())
            .map(Label::description)
            .toList();

    PairEvaluation evaluation =
        PairEvaluation.of(
            PairFile.read(FILE), List.of(MODEL, "none"), labels, PairCommandsIT::shipped);

    List<Double> areas = evaluation.methods().stream().map(method -> method.roc().area()).toList();
    assertThat(areas.get(1)).isGreaterThan(areas.get(0) + 0.2);
    assertThat(areas.get(2)).isGreaterThan(areas.get(1) + 0.05);
    assertThat(areas.get(3)).isCloseTo(areas.get(1), within(0.01));
    assertThat(evaluation.left()).containsOnlyKeys("none");
    assertThat(evaluation.text()).contains("160 pairs, 80 of them related").contains("none");
  }

  @Test
  void shouldFitTheCurveThatShips() {
    ModelCalibration calibration = ModelCalibration.of(MODEL, PairFile.read(FILE));

    assertThat(calibration.fit().calibration()).isEqualTo(shipped(MODEL));
    assertThat(calibration.text()).contains("  calibration:").contains("noise floor");
  }

  private static Calibration shipped(String model) {
    return PlanRules.of(PLAN.matches().orElseThrow(), model).calibration();
  }
}
