package io.millrace.app.local;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plan of an installation.
 *
 * @param path its file
 * @param isShipped whether it is the plan that ships, whose host tables the sample data fills
 */
public record PlanFile(Path path, boolean isShipped) {
  /** Names a plan file. */
  public static final String VARIABLE = "MILLRACE_PLAN";

  static PlanFile of(@Nullable Path option, Map<String, String> environment, Path checkout) {
    Path shipped = checkout.resolve("plans/jv-matchmaker.yaml").normalize();
    String variable = environment.getOrDefault(VARIABLE, "");
    if (option == null && variable.isBlank()) {
      return new PlanFile(shipped, true);
    }
    Path named = (option == null ? Path.of(variable) : option).toAbsolutePath().normalize();
    return new PlanFile(named, named.equals(shipped));
  }

  /**
   * Reads the plan.
   *
   * @throws io.millrace.plan.PlanException with every problem
   */
  public EnrichmentPlan read() {
    return PlanReader.read(path);
  }

  /** SQL that makes the host's tables in an empty local database: a file beside the plan. */
  public Optional<Path> hostTables() {
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "") + ".sql";
    Path sql = path.resolveSibling(name);
    return Files.isRegularFile(sql) ? Optional.of(sql) : Optional.empty();
  }
}
