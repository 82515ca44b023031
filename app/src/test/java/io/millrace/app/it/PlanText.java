package io.millrace.app.it;

/** Changes the text of the plan that ships. */
final class PlanText {
  private PlanText() {}

  /** Without classifications, and without what scoring reads of them. */
  static String withoutLabels(String plan) {
    return plan.replaceFirst("(?ms)^    classify:\n.*?(?=^    extract:)", "")
        .replaceAll("(?m)^    (offer_types|content_style): .*\n", "")
        .replace("niche_categories, offer_types, content_style, ", "");
  }
}
