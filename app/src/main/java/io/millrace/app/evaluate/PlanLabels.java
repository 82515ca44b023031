package io.millrace.app.evaluate;

import io.millrace.inference.similarity.Judgement;
import io.millrace.inference.similarity.SimilarityLabel;
import io.millrace.inference.similarity.SimilarityLabels;
import io.millrace.plan.ClassificationForm;
import io.millrace.plan.ClassifyTask;

/** Translates a plan's labels for the default classifier. */
public final class PlanLabels {
  private PlanLabels() {}

  /** The labels of a task. */
  public static SimilarityLabels of(ClassifyTask task) {
    return new SimilarityLabels(
        task.labels().labels().stream()
            .map(
                label ->
                    new SimilarityLabel(
                        label.name(), label.description(), label.keywords(), label.examples()))
            .toList(),
        task.labels().nothing());
  }

  /** How the labels of a task relate to each other: what the form of its result says. */
  public static Judgement judgement(ClassifyTask task) {
    ClassificationForm form = task.form();
    return switch (form) {
      case CATEGORY -> Judgement.FEW;
      case TYPE -> Judgement.EACH;
      case PRIMARY_SECONDARY -> Judgement.ONE;
    };
  }
}
