package io.millrace.plan;

import java.util.List;

/**
 * One thing that a model computes for a row: a column that is written from columns that are read.
 */
public sealed interface PlanTask permits EmbedTask, ClassifyTask, ExtractTask {
  /** The column that the result is written to; unique within its table. */
  String column();

  /** The columns that are read, in the order that the input hash joins them; at least one. */
  List<String> from();
}
