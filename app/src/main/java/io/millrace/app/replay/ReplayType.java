package io.millrace.app.replay;

import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.ExtractTask;
import io.millrace.plan.PlanTask;

/** What is computed again where it is not as the plan has it. */
public enum ReplayType {
  EMBEDDINGS,
  CLASSIFICATIONS,
  EXTRACTIONS,
  SCORES,
  ALL;

  /** Whether a task is of this type. */
  boolean includes(PlanTask task) {
    return switch (this) {
      case EMBEDDINGS -> task instanceof EmbedTask;
      case CLASSIFICATIONS -> task instanceof ClassifyTask;
      case EXTRACTIONS -> task instanceof ExtractTask;
      case SCORES -> false;
      case ALL -> true;
    };
  }

  /** Whether matches are scored again. */
  boolean includesScores() {
    return this == SCORES || this == ALL;
  }
}
