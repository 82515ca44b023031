package io.millrace.topology.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.inference.Classification.LabelScore;
import io.millrace.plan.ClassificationForm;
import java.util.List;

/** Writes chosen labels in the form that the plan asks for; confidences have four decimals. */
final class LabelJson {
  static final String EMPTY_LIST = "[]";
  static final String EMPTY_OBJECT = "{}";

  private static final double DECIMALS = 10_000;

  private LabelJson() {}

  /** What is written if no label was sure enough. */
  static String nothing(ClassificationForm form) {
    return form == ClassificationForm.PRIMARY_SECONDARY ? EMPTY_OBJECT : EMPTY_LIST;
  }

  /**
   * Writes labels.
   *
   * @param chosen most confident first; may be empty
   */
  static String of(ClassificationForm form, List<LabelScore> chosen) {
    return switch (form) {
      case CATEGORY -> list("category", chosen);
      case TYPE -> list("type", chosen);
      case PRIMARY_SECONDARY -> pair(chosen);
    };
  }

  private static String list(String key, List<LabelScore> chosen) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (LabelScore score : chosen) {
      list.addObject().put(key, score.label()).put("confidence", rounded(score));
    }
    return list.toString();
  }

  private static String pair(List<LabelScore> chosen) {
    ObjectNode pair = JsonNodeFactory.instance.objectNode();
    if (!chosen.isEmpty()) {
      pair.put("primary", chosen.get(0).label())
          .put("secondary", chosen.size() > 1 ? chosen.get(1).label() : null)
          .put("confidence", rounded(chosen.get(0)));
    }
    return pair.toString();
  }

  private static double rounded(LabelScore score) {
    return Math.round(score.confidence() * DECIMALS) / DECIMALS;
  }
}
