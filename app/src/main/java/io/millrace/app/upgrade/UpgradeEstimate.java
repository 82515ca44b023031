package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.local.GenerationProvider;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.GenerationCost;
import io.millrace.connectors.GenerationCost.TaskCost;
import io.millrace.inference.ProviderSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an upgrade would cost, before it is begun.
 *
 * @param model the new embedding model
 * @param provider who runs it, and where
 * @param dimensions of its vectors, as the provider gave one
 * @param tasks what is computed again
 * @param money at the price that is known; empty: none is
 * @param seconds at the rate that is known; empty: none is
 */
public record UpgradeEstimate(
    String model,
    String provider,
    int dimensions,
    List<TaskCost> tasks,
    OptionalDouble money,
    OptionalDouble seconds) {
  private static final int BYTES_OF_NUMBER = 4;

  /** A vector's own header, its row's pointer and its page's share; without indexes. */
  private static final int BYTES_BESIDE = 8;

  private static final double MILLION = 1e6;

  /**
   * Counts what the rows hold now, and asks the new provider for one vector.
   *
   * @param given what is known of the new model; what is not is taken from its provider's settings
   */
  public static UpgradeEstimate of(
      Installation installation, UpgradeTarget target, UpgradeRates given) {
    PlannedGeneration candidate =
        target.after(installation, PlannedGeneration.active(installation));
    ProviderSettings provider = candidate.providers(installation);
    UpgradeRates rates = given.or(provider);
    try (Connection connection = installation.connect()) {
      List<TaskCost> tasks = GenerationCost.of(connection, candidate.plan());
      long tokens = tasks.stream().mapToLong(TaskCost::tokens).sum();
      long calls = tasks.stream().mapToLong(TaskCost::calls).sum();
      return new UpgradeEstimate(
          target.model(),
          GenerationProvider.title(provider),
          InstalledTasks.embeddingModel(installation, candidate).dimensions(),
          tasks,
          rates.money(calls, tokens),
          rates.seconds(calls));
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }

  private long calls() {
    return tasks.stream().mapToLong(TaskCost::calls).sum();
  }

  private long tokens() {
    return tasks.stream().mapToLong(TaskCost::tokens).sum();
  }

  private long bytes() {
    return tasks.stream()
        .filter(TaskCost::isVector)
        .mapToLong(task -> task.calls() * (dimensions * BYTES_OF_NUMBER + BYTES_BESIDE))
        .sum();
  }

  /** The form of {@code upgrade plan --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("embedding_model", model);
    document.put("provider", provider);
    document.put("dimensions", dimensions);
    document.put("tasks", tasks);
    document.put("calls", calls());
    document.put("tokens", tokens());
    document.put("vector_bytes", bytes());
    document.put("money", money.isPresent() ? money.getAsDouble() : null);
    document.put("seconds", seconds.isPresent() ? seconds.getAsDouble() : null);
    return document;
  }

  /** The same for people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("To " + model + " by " + provider + ", " + dimensions + " dimensions:");
    for (TaskCost task : tasks) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s.%s: %d of %d rows",
              task.table(),
              task.column(),
              task.calls(),
              task.rows()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%d calls at most, about %d tokens, %.1f MB of vectors without their indexes",
            calls(),
            tokens(),
            bytes() / MILLION));
    money.ifPresent(sum -> lines.add(String.format(Locale.ROOT, "money: %.2f", sum)));
    seconds.ifPresent(time -> lines.add(String.format(Locale.ROOT, "time: %.0f s", time)));
    return String.join(System.lineSeparator(), lines);
  }
}
