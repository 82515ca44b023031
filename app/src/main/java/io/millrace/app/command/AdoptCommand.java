package io.millrace.app.command;

import io.millrace.app.adopt.Adoption;
import io.millrace.app.adopt.AdoptionReport;
import io.millrace.app.adopt.AdoptionResult;
import io.millrace.app.adopt.SampleReport;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.HeldCount;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes vectors over that a table held before Millrace. */
@Command(
    name = "adopt",
    description = {
      "Takes vectors over that a table held before Millrace, so that their texts are not embedded"
          + " again. Run it between 'init' and the first 'up'.",
      "A vector of an older text cannot be told by looking at it: some rows are embedded and"
          + " compared before. Can be run again."
    })
final class AdoptCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();
  @Mixin private final AdoptOptions adopted = new AdoptOptions();

  @Option(
      names = "--dry-run",
      description = "Count, and compare the sample, which asks the model; change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    String planModel = PlannedGeneration.active(installation).plan().embeddingModel();
    Adoption adoption = new Adoption(installation, adopted.request(planModel), Clock.systemUTC());
    List<HeldCount> counts = adoption.count();
    SampleReport sample = adoption.sample();
    AdoptionReport report = new AdoptionReport(planModel, counts, sample, Optional.empty());
    if (!dryRun && report.adoptable() > 0) {
      report = new AdoptionReport(planModel, counts, sample, Optional.of(run(adoption, report)));
    }
    AdoptionReport shown = report;
    options.print(shown.document(), shown::text);
    return 0;
  }

  private AdoptionResult run(Adoption adoption, AdoptionReport report) {
    adoption.requireAgreed(report.sample());
    confirmation.require(
        "This takes %d vectors for those that %s makes of the texts beside them. %s"
            .formatted(report.adoptable(), report.model(), report.sample().text()));
    try (ReplayBar bar = new ReplayBar()) {
      return adoption.run(report.sample(), rows -> bar.show(rows, report.largest()));
    }
  }
}
