package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generations;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.stack.PartName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A generation with the plan that it is computed by.
 *
 * @param part the part of the stack that computes it
 * @param planFile the file of the plan, whose model another one may stand in for
 */
public record PlannedGeneration(
    Generation generation, PartName part, Path planFile, EnrichmentPlan plan) {
  private static final List<PartName> PARTS = List.of(PartName.STREAMS, PartName.STREAMS_NEXT);

  private static final String MEMORY = "active-generation";

  /** Reads the plan of a generation that a part computes, or would. */
  public static PlannedGeneration of(
      Installation installation, Generation generation, PartName part) {
    Path file = generation.planFile().map(Path::of).orElseGet(() -> installation.plan().path());
    EnrichmentPlan plan = PlanReader.read(file);
    return new PlannedGeneration(
        generation,
        part,
        file,
        generation.embeddingModel().map(plan::withEmbeddingModel).orElse(plan));
  }

  /** Those that are computed, the oldest first; one or two, each by a part of its own. */
  public static List<PlannedGeneration> live(Connection connection, Installation installation)
      throws SQLException {
    List<PlannedGeneration> live = new ArrayList<>();
    for (Generation generation : new Generations(connection, installation.names()).live()) {
      live.add(of(installation, generation, PARTS.get(live.size())));
    }
    return live;
  }

  /**
   * The one that readers see; while the database does not answer, the one that was active when it
   * did.
   */
  public static PlannedGeneration active(Installation installation) {
    try (Connection connection = installation.open()) {
      return active(live(connection, installation));
    } catch (SQLException e) {
      return of(installation, remembered(installation), PartName.STREAMS);
    }
  }

  /** The one of these that readers see. */
  public static PlannedGeneration active(List<PlannedGeneration> generations) {
    return generations.stream()
        .filter(planned -> planned.generation().isActive())
        .findFirst()
        .orElseThrow(
            () -> UserException.failure("No generation is active; see millrace.generation."));
  }

  public int number() {
    return generation.number();
  }

  /** Remembers which one is active, for when the database does not answer. */
  static void remember(Installation installation, int active) {
    try {
      Files.writeString(memory(installation), Integer.toString(active));
    } catch (IOException e) {
      throw UserException.failure("Cannot write " + memory(installation) + ".", e);
    }
  }

  private static Generation remembered(Installation installation) {
    Path file = memory(installation);
    try {
      return Files.exists(file)
          ? new Generation(
              Integer.parseInt(Files.readString(file).strip()),
              Generation.State.ACTIVE,
              Optional.empty(),
              Optional.empty())
          : Generation.first();
    } catch (IOException e) {
      throw UserException.failure("Cannot read " + file + ".", e);
    }
  }

  private static Path memory(Installation installation) {
    return installation.stack().settings().home().run().resolve(MEMORY);
  }
}
