package io.millrace.app.command;

import io.millrace.app.evaluate.Evaluation;
import io.millrace.app.evaluate.LabelledFile;
import io.millrace.app.evaluate.LabelledRow;
import io.millrace.app.evaluate.PlanAnswers;
import io.millrace.app.evaluate.RowAnswers;
import io.millrace.app.local.Installation;
import io.millrace.app.run.ServedModels;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.ProviderSettings;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskMetrics;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TaskThreads;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the accuracy of the plan's tasks. */
@Command(
    name = "evaluate",
    description =
        "Measures the plan's classify and extract tasks against labelled rows: precision, recall"
            + " and F1 by label, top-1, top-3, confusion, calibration, worst rows (by id, without"
            + " their texts). Needs no running stack.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON Lines, {\"id\",\"table\",\"fields\":{column:text},\"expected\":{column:value}} a"
              + " line; or CSV with columns id, table, expected.COLUMN and fields.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Path file;

  @Option(
      names = "--task",
      paramLabel = "COLUMN",
      description = "Only the task that writes this column.")
  private @Nullable String column;

  @Override
  public Integer call() {
    List<LabelledRow> rows = LabelledFile.read(file);
    Installation installation = options.installation();
    EnrichmentPlan plan = installation.plan().read();
    Evaluation evaluation = new Evaluation(plan, column);
    try (RowAnswers answers = answers(plan, installation.providers())) {
      evaluation.add(rows, answers);
    }
    options.print(evaluation.document(), evaluation::text);
    return 0;
  }

  /** Whoever runs the models for the pipeline runs them here: the same settings count. */
  private static RowAnswers answers(EnrichmentPlan plan, ProviderSettings providers) {
    ServedModels models =
        new ServedModels(
            plan,
            providers,
            ModelServiceSettings.defaults(),
            ModelMetrics.NONE,
            model -> {},
            Optional.empty());
    TaskThreads threads = TaskThreads.standard();
    TaskAnswers answers = new TaskAnswers(threads, TaskMetrics.NONE, 0);
    PlanModels tasks =
        new PlanModels(
            models.embeddingModel(), models.embedder(), models.lookup(), threads, TaskMetrics.NONE);
    return new PlanAnswers(
        TaskRunners.of(plan, tasks, answers),
        () -> {
          answers.close();
          models.close();
        });
  }
}
