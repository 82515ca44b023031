package io.millrace.topology.task;

import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.ExtractTask;
import io.millrace.plan.PlanReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tasks as the plan's reader makes them. */
final class TestPlans {
  private TestPlans() {}

  /**
   * A classify task of column "labels".
   *
   * @param labels content of the label file
   * @param options keys of the task without "labels"
   */
  static ClassifyTask classifyTask(String labels, String options) {
    return plan(labels, "classify: { labels: { labels: labels.yaml, " + options + " } }")
        .table("t")
        .classify()
        .get(0);
  }

  /** An extract task of column "facts". */
  static ExtractTask extractTask(String options) {
    return plan("", "extract: { facts: { " + options + " } }").table("t").extract().get(0);
  }

  private static EnrichmentPlan plan(String labels, String tasks) {
    try {
      Path folder = Files.createTempDirectory("millrace-plan");
      Files.writeString(folder.resolve("labels.yaml"), labels);
      Path plan = folder.resolve("plan.yaml");
      Files.writeString(
          plan,
          """
          version: 1
          embedding_model: m
          tables:
            t:
              key: id
              %s
          """
              .formatted(tasks));
      return PlanReader.read(plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
