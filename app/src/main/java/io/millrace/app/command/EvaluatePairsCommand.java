package io.millrace.app.command;

import io.millrace.app.pairs.PairEvaluation;
import io.millrace.app.pairs.PairFile;
import io.millrace.plan.ClassifyTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.Label;
import io.millrace.plan.MatchPlan;
import io.millrace.topology.score.PlanRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how well texts that belong together are told from others. */
@Command(
    name = "evaluate-pairs",
    description = {
      "Says how well word overlap, each model's cosine and the score tell related from unrelated",
      "pairs of texts: the area under the ROC curve, with the interval of 1,000 bootstrap samples.",
      "The file has the form that 'calibrate' reads. It prints figures, never texts."
    })
final class EvaluatePairsCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "Labelled pairs, JSON Lines.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "An embedding model, once for each. Default: the plan's.")
  private final List<String> models = new ArrayList<>();

  @Override
  public Integer call() {
    EnrichmentPlan plan = options.installation().plan().read();
    MatchPlan matches = ReadingOptions.matches(plan);
    PairEvaluation evaluation =
        PairEvaluation.of(
            PairFile.read(file),
            models.isEmpty() ? List.of(plan.embeddingModel()) : models,
            labels(plan, matches),
            model -> PlanRules.of(matches, model).calibration());
    options.print(evaluation.document(), evaluation::text);
    return 0;
  }

  private static List<String> labels(EnrichmentPlan plan, MatchPlan matches) {
    return plan.table(matches.of()).classify().stream()
        .map(ClassifyTask::labels)
        .flatMap(labels -> labels.labels().stream())
        .map(Label::description)
        .distinct()
        .toList();
  }
}
