package io.millrace.topology.task;

import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.similarity.Judgement;
import io.millrace.inference.similarity.SimilarityLabel;
import io.millrace.inference.similarity.SimilarityLabels;
import io.millrace.inference.similarity.SimilarityTraining;
import io.millrace.plan.ClassificationForm;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.Label;
import io.millrace.plan.LabelSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a plan in the forms of those who judge by them. */
final class PlanLabels {
  private PlanLabels() {}

  /** For judging by similarity: offers each by themselves, niches a few, styles one. */
  static SimilarityTraining training(ClassifyTask task) {
    LabelSet labels = task.labels();
    Judgement judgement =
        switch (task.form()) {
          case TYPE -> Judgement.EACH;
          case CATEGORY -> Judgement.FEW;
          case PRIMARY_SECONDARY -> Judgement.ONE;
        };
    return new SimilarityTraining(
        new SimilarityLabels(
            labels.labels().stream().map(PlanLabels::similarity).toList(), labels.nothing()),
        judgement);
  }

  private static SimilarityLabel similarity(Label label) {
    return new SimilarityLabel(
        label.name(), label.description(), label.keywords(), label.examples());
  }

  /**
   * For a model that judges: each label by itself, but for a form that names one primary label they
   * share a confidence of 1.
   */
  static LabelChoice choice(ClassifyTask task) {
    return new LabelChoice(
        task.labels().labels().stream()
            .map(label -> new ChoiceLabel(label.name(), label.description(), label.examples()))
            .toList(),
        task.form() != ClassificationForm.PRIMARY_SECONDARY);
  }

  /** The texts without their columns. */
  static List<@Nullable String> raw(List<InputText> texts) {
    List<@Nullable String> raw = new ArrayList<>();
    texts.forEach(text -> raw.add(text.text()));
    return raw;
  }
}
