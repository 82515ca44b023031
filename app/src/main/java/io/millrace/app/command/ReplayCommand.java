package io.millrace.app.command;

import io.millrace.app.local.Installation;
import io.millrace.app.replay.Replay;
import io.millrace.app.replay.ReplayType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has rows compared with the plan again. */
@Command(
    name = "replay",
    description = {
      "Reads all rows again from the topics and computes what is not of the present plan: after"
          + " labels, rules or weights were changed.",
      "What is as it should be costs no model call and no write. Edits that come meanwhile go"
          + " first. The applications restart once; 'millrace lag' and 'millrace wait' follow the"
          + " replay."
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "all",
      description =
          "embeddings, classifications, extractions: rows of enriched tables; scores: matches; all."
              + " Default: ${DEFAULT-VALUE}.")
  private ReplayType type = ReplayType.ALL;

  @Option(names = "--table", paramLabel = "NAME", description = "Rows of this table only.")
  private @Nullable String table;

  @Option(names = "--dry-run", description = "Say what would be read, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    Replay replay = new Replay(installation, type, Optional.ofNullable(table));
    long records = replay.records();
    if (!dryRun) {
      confirmation.require(
          "This restarts the applications, which read %d records of %s again."
              .formatted(records, String.join(", ", replay.topics())));
      replay.run();
    }
    options.print(
        Map.of("begun", !dryRun, "topics", replay.topics(), "records", records),
        () ->
            "%d records of %s %s"
                .formatted(
                    records,
                    String.join(", ", replay.topics()),
                    dryRun ? "would be read again." : "are read again; see 'millrace lag'."));
    return 0;
  }
}
