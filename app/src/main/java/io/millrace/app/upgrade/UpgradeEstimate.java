package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.GenerationCost;
import io.millrace.connectors.GenerationCost.TaskCost;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * What an upgrade would cost, before it is begun.
 *
 * @param model the new embedding model
 * @param dimensions of its vectors
 * @param tasks what is computed again
 * @param money at the price that was given; empty: none was
 * @param seconds at the rate that was given; empty: none was
 */
public record UpgradeEstimate(
    String model,
    int dimensions,
    List<TaskCost> tasks,
    OptionalDouble money,
    OptionalDouble seconds) {
  private static final int BYTES_OF_NUMBER = 4;

  /** A vector's own header, its row's pointer and its page's share; without indexes. */
  private static final int BYTES_BESIDE = 8;

  private static final double MILLION = 1e6;

  /**
   * Counts what the rows hold now.
   *
   * @param pricePerMillionTokens of the new model, in any currency
   * @param callsPerSecond that the new model answers
   */
  public static UpgradeEstimate of(
      Installation installation,
      String model,
      Optional<Path> planFile,
      OptionalDouble pricePerMillionTokens,
      OptionalDouble callsPerSecond) {
    PlannedGeneration active = PlannedGeneration.active(installation);
    PlannedGeneration candidate = Upgrade.candidate(installation, active, model, planFile);
    try (Connection connection = installation.connect()) {
      List<TaskCost> tasks = GenerationCost.of(connection, candidate.plan());
      long tokens = tasks.stream().mapToLong(TaskCost::tokens).sum();
      long calls = tasks.stream().mapToLong(TaskCost::calls).sum();
      return new UpgradeEstimate(
          model,
          InstalledTasks.embeddingModel(installation, candidate.plan()).dimensions(),
          tasks,
          map(pricePerMillionTokens, price -> tokens / MILLION * price),
          map(callsPerSecond, rate -> calls / rate));
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }

  private static OptionalDouble map(OptionalDouble value, DoubleUnaryOperator change) {
    return value.isPresent()
        ? OptionalDouble.of(change.applyAsDouble(value.getAsDouble()))
        : OptionalDouble.empty();
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
    lines.add("To " + model + ", " + dimensions + " dimensions:");
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
