package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.local.GenerationProvider;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generation.State;
import io.millrace.connectors.StoredVersions;
import io.millrace.connectors.TaskVersion;
import io.millrace.stack.PartName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be upgraded to.
 *
 * @param model the embedding model
 * @param plan its plan; empty: the installation's
 * @param provider who embeds; empty: whoever embeds for the active generation
 */
public record UpgradeTarget(
    String model, Optional<Path> plan, Optional<GenerationProvider> provider) {
  /** Another model by the same plan and provider. */
  public static UpgradeTarget of(String model) {
    return new UpgradeTarget(model, Optional.empty(), Optional.empty());
  }

  /** The same by another provider. */
  public UpgradeTarget by(GenerationProvider another) {
    return new UpgradeTarget(model, plan, Optional.of(another));
  }

  /** The generation that would be begun. */
  PlannedGeneration after(Installation installation, PlannedGeneration active) {
    Generation next =
        new Generation(
            active.number() + 1,
            State.BUILDING,
            Optional.of(model),
            planFile(),
            embeddingSettings(active));
    PlannedGeneration candidate = PlannedGeneration.of(installation, next, PartName.STREAMS_NEXT);
    refuseTheSame(installation, active, candidate);
    return candidate;
  }

  Optional<String> planFile() {
    return plan.map(path -> path.toAbsolutePath().normalize().toString());
  }

  /** Who embeds, as the generation keeps it; empty: whom the installation's settings name. */
  Map<String, String> embeddingSettings(PlannedGeneration active) {
    return provider
        .or(() -> active.ownProvider().map(own -> inherited(own, active)))
        .map(GenerationProvider::settings)
        .orElse(Map.of());
  }

  private GenerationProvider inherited(GenerationProvider own, PlannedGeneration active) {
    return model.equals(active.plan().embeddingModel()) ? own : own.forAnotherModel();
  }

  private void refuseTheSame(
      Installation installation, PlannedGeneration active, PlannedGeneration candidate) {
    if (!candidate.plan().fingerprint().equals(active.plan().fingerprint())) {
      return;
    }
    if (candidate.ownProvider().equals(active.ownProvider())) {
      throw UserException.usage(
          "Nothing would change: the active generation is of the model "
              + model
              + " and of this plan already.");
    }
    if (isStored(installation, active, InstalledTasks.versions(installation, candidate))) {
      throw UserException.usage(
          "Nothing would change: that provider gives "
              + model
              + " as the active generation has it; 'millrace upgrade provider' has it embed.");
    }
  }

  private static boolean isStored(
      Installation installation, PlannedGeneration active, List<TaskVersion> versions) {
    try (Connection connection = installation.connect()) {
      return new StoredVersions(connection, installation.names(), active.number())
          .lacking(versions)
          .isEmpty();
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }
}
