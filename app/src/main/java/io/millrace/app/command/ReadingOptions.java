package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.report.ReadOnly;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of commands that read all matches. */
final class ReadingOptions {
  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Read so many matches at most, always the same ones. Default: all.")
  private int sample;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "Limit of a statement in the database. Default: 10m.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Duration timeout;

  /** How many matches are read at most; 0: all. */
  int sample() {
    if (sample < 0) {
      throw UserException.usage("--sample must be a positive number.");
    }
    return sample;
  }

  /** Runs work in a transaction that only reads. */
  <T> T run(Installation installation, ReadOnly.Work<T> work) {
    sample();
    return ReadOnly.run(installation, (int) Math.max(1, timeout.toSeconds()), work);
  }

  /** The plan's matches. */
  static MatchPlan matches(EnrichmentPlan plan) {
    return plan.matches().orElseThrow(() -> UserException.failure("The plan scores no matches."));
  }
}
