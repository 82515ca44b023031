package io.millrace.app.command;

import io.millrace.app.local.Installation;
import io.millrace.app.replay.Replay;
import io.millrace.app.replay.ReplayEstimate;
import io.millrace.app.replay.ReplayRates;
import io.millrace.app.replay.ReplayResult;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has rows compared with the plan again. */
@Command(
    name = "replay",
    description = {
      "Hands rows out again from the topics and computes what is not of the present plan: after"
          + " labels, rules or weights were changed.",
      "What is as it should be costs no model call and no write. Edits that come meanwhile go"
          + " first. Interrupted, it goes on when the same command is run again."
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final Confirmation confirmation = new Confirmation();
  @Mixin private final ReplayOptions replayed = new ReplayOptions();
  @Mixin private final PriceOptions prices = new PriceOptions();

  @Option(
      names = "--dry-run",
      description = "Say how many rows, calls, tokens, how much money and time; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--forget",
      description = "Give up a replay that was interrupted; nothing else is done.")
  private boolean forget;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    Replay replay = new Replay(installation, replayed.request(), Clock.systemUTC());
    if (forget) {
      replay.forget();
      options.print(Map.of("forgotten", true), () -> "No replay is under way now.");
      return 0;
    }
    ReplayEstimate estimate =
        replay.estimate(new ReplayRates(prices.pricePerMillionTokens(), prices.callsPerSecond()));
    if (dryRun) {
      options.print(estimate.document(), estimate::text);
      return 0;
    }
    confirmation.require(
        "This hands %d rows out again, which may cost %d model calls."
            .formatted(estimate.totalRows(), estimate.calls()));
    print(run(replay));
    return 0;
  }

  private ReplayResult run(Replay replay) {
    try (ReplayBar bar = new ReplayBar()) {
      return replay.run(replayed.speed(), bar);
    }
  }

  private void print(ReplayResult result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("begun", true);
    document.put("rows", result.rows());
    document.put("resumed", result.isResumed());
    options.print(
        document,
        () ->
            "%d rows were handed out again%s; all of it is written."
                .formatted(
                    result.rows(), result.isResumed() ? ", from where it was interrupted" : ""));
  }
}
