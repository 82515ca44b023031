package io.millrace.app.command;

import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.report.Isolation;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what vectors change in the scores. */
@Command(
    name = "isolate",
    description = {
      "Scores the same matches with vectors and by word overlap alone, from what the database"
          + " holds",
      "now, and prints both means, and how often vectors could be compared. Writes nothing."
    })
final class IsolateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ReadingOptions reading = new ReadingOptions();

  @Override
  public Integer call() {
    Installation installation = options.installation();
    EnrichmentPlan plan = PlannedGeneration.active(installation).plan();
    MatchPlan matches = ReadingOptions.matches(plan);
    Isolation isolation =
        reading.run(
            installation, database -> Isolation.read(database, plan, matches, reading.sample()));
    options.print(isolation.document(), isolation::text);
    return 0;
  }
}
