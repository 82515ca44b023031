package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.failures.Failures;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.Generation;
import io.millrace.connectors.GenerationAgreement;
import io.millrace.connectors.GenerationCoverage;
import io.millrace.inference.EmbeddingModels;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How far the generations are that are computed now.
 *
 * @param progress one entry for each generation, the oldest first
 * @param neighbours agreement of vectors; empty while there is one generation
 * @param scores agreement of scores; empty likewise, or if the plan has no matches
 */
public record UpgradeStatus(
    List<Progress> progress,
    List<GenerationAgreement.Neighbours> neighbours,
    Optional<GenerationAgreement.Scores> scores) {

  /**
   * How far one generation is.
   *
   * @param model its embedding model
   * @param provider who embeds for it; empty: whom the installation's settings name
   * @param columns its tasks, then its scores
   * @param ratePerSecond results written a second, in the last half minute
   * @param behindSeconds age of the oldest thing that its pipeline holds
   * @param failures results on the failure list that this generation failed to make
   */
  public record Progress(
      int generation,
      String state,
      String model,
      Optional<String> provider,
      List<GenerationCoverage.Column> columns,
      double ratePerSecond,
      double behindSeconds,
      long failures) {

    /**
     * Looks how far a generation is now.
     *
     * @param plan the generation's
     */
    static Progress read(
        Connection connection,
        Names names,
        Generation generation,
        EnrichmentPlan plan,
        double behindSeconds,
        long failures)
        throws SQLException {
      GenerationCoverage coverage = new GenerationCoverage(connection, plan, names);
      return new Progress(
          generation.number(),
          generation.state().label(),
          plan.embeddingModel(),
          Optional.ofNullable(generation.embeddingSettings().get(EmbeddingModels.PROVIDER)),
          coverage.columns(generation),
          coverage.ratePerSecond(generation),
          behindSeconds,
          failures);
    }

    long total() {
      return columns.stream().mapToLong(GenerationCoverage.Column::total).sum();
    }

    long done() {
      return columns.stream().mapToLong(GenerationCoverage.Column::done).sum();
    }

    long open() {
      return columns.stream().mapToLong(GenerationCoverage.Column::open).sum();
    }

    /** Seconds until all is done at the present rate; negative: not known. */
    double secondsToGo() {
      return open() == 0 ? 0 : ratePerSecond > 0 ? open() / ratePerSecond : -1;
    }

    /** The form of {@code upgrade status --json}. */
    public Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("generation", generation);
      document.put("state", state);
      document.put("embedding_model", model);
      document.put("provider", provider.orElse(null));
      document.put("total", total());
      document.put("done", done());
      document.put("open", open());
      document.put("rate_per_second", ratePerSecond);
      document.put("seconds_to_go", secondsToGo() < 0 ? null : secondsToGo());
      document.put("behind_seconds", behindSeconds);
      document.put("failures", failures);
      document.put("columns", columns);
      return document;
    }

    String text() {
      String left =
          open() == 0
              ? "complete"
              : secondsToGo() < 0
                  ? open() + " open, nothing written lately"
                  : String.format(
                      Locale.ROOT, "%d open, about %.0f s to go", open(), secondsToGo());
      return String.format(
          Locale.ROOT,
          "generation %d (%s) of %s%s: %d of %d done, %s; %.0f results a second, %.1f s behind, %d failed",
          generation,
          state,
          model,
          provider.map(name -> " by " + name).orElse(""),
          done(),
          total(),
          left,
          ratePerSecond,
          behindSeconds,
          failures);
    }
  }

  /**
   * Reads it now.
   *
   * @param lag tells how many seconds a generation's pipeline is behind
   */
  public static UpgradeStatus read(
      Installation installation, ToDoubleFunction<PlannedGeneration> lag) {
    try (Connection connection = installation.connect()) {
      List<PlannedGeneration> live = PlannedGeneration.live(connection, installation);
      List<Progress> progress = new ArrayList<>();
      for (PlannedGeneration planned : live) {
        progress.add(
            Progress.read(
                connection,
                installation.names(),
                planned.generation(),
                planned.plan(),
                lag.applyAsDouble(planned),
                new Failures(installation).count(planned.number())));
      }
      if (live.size() < 2) {
        return new UpgradeStatus(progress, List.of(), Optional.empty());
      }
      PlannedGeneration active = PlannedGeneration.active(live);
      PlannedGeneration other = live.get(live.indexOf(active) == 0 ? 1 : 0);
      GenerationAgreement agreement =
          new GenerationAgreement(
              connection, active.plan(), active.generation(), other.generation());
      return new UpgradeStatus(progress, agreement.neighbours(), agreement.scores());
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }

  /** The form of {@code upgrade status --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("generations", progress.stream().map(Progress::document).toList());
    document.put("agreement", neighbours);
    document.put("score_drift", scores.orElse(null));
    return document;
  }

  /** The same for people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    progress.forEach(generation -> lines.add(generation.text()));
    neighbours.forEach(
        column ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s.%s: %.0f %% of the ten nearest rows are the same, of %d rows",
                    column.table(),
                    column.column(),
                    100 * column.overlap(),
                    column.rows())));
    scores.ifPresent(
        drift ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "scores of %d matches differ by %.1f of 100 on average, correlation %.2f",
                    drift.matches(),
                    drift.drift(),
                    drift.correlation())));
    return String.join(System.lineSeparator(), lines);
  }

  /** Whether the generation that is being built has nothing open; true where none is. */
  public boolean isComplete() {
    return progress.stream().allMatch(generation -> generation.open() == 0);
  }
}
