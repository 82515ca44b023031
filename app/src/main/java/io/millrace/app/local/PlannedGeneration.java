package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generations;
import io.millrace.inference.ProviderSettings;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.stack.PartName;
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

  /** The installation's own plan and settings, whatever is computed. */
  public static PlannedGeneration ofPlan(Installation installation) {
    return of(installation, Generation.first(), PartName.STREAMS);
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
      return lastActive(installation);
    }
  }

  /** The one that was active when the database was last asked. */
  static PlannedGeneration lastActive(Installation installation) {
    return of(installation, new GenerationMemory(installation).read(), PartName.STREAMS);
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

  /** Who embeds for it; empty: whom the installation's settings name. */
  public Optional<GenerationProvider> ownProvider() {
    return Optional.of(generation.embeddingSettings())
        .filter(settings -> !settings.isEmpty())
        .map(GenerationProvider::new);
  }

  /**
   * Who runs its models, secrets included.
   *
   * @throws UserException if the variable of a secret of its own provider is not there
   */
  public ProviderSettings providers(Installation installation) {
    return ownProvider()
        .map(provider -> provider.over(installation.providers(), Variables::secret))
        .orElseGet(installation::providers);
  }
}
