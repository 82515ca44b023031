package io.millrace.app.command;

import io.millrace.app.replay.ReplayRequest;
import io.millrace.app.replay.ReplaySpeed;
import io.millrace.app.replay.ReplayType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which rows are replayed, and how fast. */
final class ReplayOptions {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "all",
      description =
          "embeddings, classifications, extractions: results of enriched tables; scores: matches;"
              + " all. Default: ${DEFAULT-VALUE}.")
  private ReplayType type = ReplayType.ALL;

  @Option(names = "--table", paramLabel = "NAME", description = "Rows of this table only.")
  private @Nullable String table;

  @Option(
      names = "--filter",
      paramLabel = "CONDITION",
      description =
          "Rows that meet this condition in SQL on columns of the table, such as"
              + " \"membership_status = 'active'\".")
  private @Nullable String filter;

  @Option(
      names = "--failures",
      description = "Only rows on the failure list; what failed is tried again.")
  private boolean failures;

  @Option(
      names = "--stale-days",
      paramLabel = "DAYS",
      description =
          "Only results that were written more than so many days ago; ask again for them.")
  private @Nullable Integer staleDays;

  @Option(
      names = "--ask-again",
      description = "Ask the models again for all results, though nothing about them changed.")
  private boolean askAgain;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      defaultValue = "500",
      description =
          "Rows that are handed out together, 1 to 10000; as many may wait for models when the next"
              + " are. Default: ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(names = "--rate", paramLabel = "ROWS", description = "At most so many rows a second.")
  private @Nullable Double rate;

  ReplayRequest request() {
    return new ReplayRequest(
        type,
        Optional.ofNullable(table),
        Optional.ofNullable(filter),
        failures,
        staleDays == null ? OptionalInt.empty() : OptionalInt.of(staleDays),
        askAgain);
  }

  ReplaySpeed speed() {
    return new ReplaySpeed(
        batchSize, rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate));
  }
}
