package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.local.GenerationProvider;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generations;
import io.millrace.connectors.StoredVersions;
import io.millrace.connectors.TaskVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Another provider, address, token or rate for a generation that is computed, where the vectors
 * stay what they are: nothing is computed anew.
 */
public final class ProviderChange {
  private final Installation installation;

  public ProviderChange(Installation installation) {
    this.installation = installation;
  }

  /**
   * Changes who embeds, and restarts what asks for vectors.
   *
   * @param generation its number; empty: the active one
   * @param provider who embeds from now on; empty: whom the installation's settings name
   * @return the generation's number
   * @throws UserException if the vectors would be others
   */
  public int run(OptionalInt generation, Optional<GenerationProvider> provider) {
    Map<String, String> settings = provider.map(GenerationProvider::settings).orElse(Map.of());
    int number;
    try (Connection connection = installation.connect()) {
      PlannedGeneration present =
          find(PlannedGeneration.live(connection, installation), generation);
      refuseOtherVectors(connection, changed(present, settings));
      number = present.number();
      new Generations(connection, installation.names()).embedBy(number, settings);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
    new LocalPipeline(installation).up();
    return number;
  }

  private static PlannedGeneration find(List<PlannedGeneration> live, OptionalInt generation) {
    if (generation.isEmpty()) {
      return PlannedGeneration.active(live);
    }
    return live.stream()
        .filter(planned -> planned.number() == generation.getAsInt())
        .findFirst()
        .orElseThrow(
            () ->
                UserException.failure(
                    "Generation %d is not computed; see 'millrace upgrade status'."
                        .formatted(generation.getAsInt())));
  }

  private static PlannedGeneration changed(
      PlannedGeneration present, Map<String, String> settings) {
    Generation now = present.generation();
    return new PlannedGeneration(
        new Generation(now.number(), now.state(), now.embeddingModel(), now.planFile(), settings),
        present.part(),
        present.planFile(),
        present.plan());
  }

  /** Whoever embeds now is not asked: that it is gone may be why somebody changes it. */
  private void refuseOtherVectors(Connection connection, PlannedGeneration changed)
      throws SQLException {
    InstalledTasks.ask(installation, changed);
    List<TaskVersion> versions = InstalledTasks.versions(installation, changed);
    StoredVersions stored = new StoredVersions(connection, installation.names(), changed.number());
    if (!stored.lacking(versions).isEmpty()) {
      throw UserException.failure(
          "That provider's %s is another version of the model (revision, dimensions or treatment of texts differ), so that its vectors cannot stand beside those that are stored; 'millrace upgrade start' computes all of them anew."
              .formatted(changed.plan().embeddingModel()));
    }
  }
}
