package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.local.GenerationProvider;
import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.CutOver;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generation.State;
import io.millrace.connectors.Generations;
import io.millrace.connectors.IndexNames;
import io.millrace.connectors.MetadataCopies;
import io.millrace.connectors.PreparationException;
import io.millrace.stack.PartName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of an upgrade. What is computed stands in the database, so that {@code up} brings it up
 * whatever was interrupted; each step can be run again until it is through.
 */
public final class Upgrade {
  private final Installation installation;

  public Upgrade(Installation installation) {
    this.installation = installation;
  }

  /** What is done with a connection to the database. */
  @FunctionalInterface
  private interface Step<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Begins a generation, or goes on with the one that is being built.
   *
   * @return the generation's number
   */
  public int start(UpgradeTarget target) {
    int number = connected(connection -> begin(connection, target));
    new LocalPipeline(installation).up();
    return number;
  }

  private int begin(Connection connection, UpgradeTarget target) throws SQLException {
    Generations generations = new Generations(connection, installation.names());
    refuseStandby(generations);
    PlannedGeneration active = PlannedGeneration.active(installation);
    Map<String, String> provider = target.embeddingSettings(active);
    Optional<Generation> building = generations.in(State.BUILDING);
    if (building.isPresent()) {
      refuseOther(building.get(), target, provider);
      return building.get().number();
    }
    refuseProblems(connection, active, target.after(installation, active));
    generations.pin(active.number(), active.plan().embeddingModel());
    return generations.begin(target.model(), target.planFile(), provider).number();
  }

  private static void refuseStandby(Generations generations) throws SQLException {
    Optional<Generation> standby = generations.in(State.STANDBY);
    if (standby.isPresent()) {
      throw UserException.failure(
          "Generation %d is kept for a rollback; run 'millrace upgrade finish' or 'rollback' first."
              .formatted(standby.get().number()));
    }
  }

  private static void refuseOther(
      Generation building, UpgradeTarget target, Map<String, String> provider) {
    if (!building.embeddingModel().equals(Optional.of(target.model()))
        || !building.planFile().equals(target.planFile())
        || !building.embeddingSettings().equals(provider)) {
      throw UserException.failure(
          "Generation %d is being built for the model %s%s%s; go on with that, or run 'millrace upgrade abort' first."
              .formatted(
                  building.number(),
                  building.embeddingModel().orElse("of the plan"),
                  building.embeddingSettings().isEmpty()
                      ? ""
                      : " by " + new GenerationProvider(building.embeddingSettings()).title(),
                  building.planFile().map(file -> " and the plan " + file).orElse("")));
    }
  }

  private void refuseProblems(
      Connection connection, PlannedGeneration active, PlannedGeneration candidate)
      throws SQLException {
    List<String> problems =
        new ArrayList<>(
            new LocalPipeline(installation).storage(candidate).problems(connection, active.plan()));
    problems.addAll(cutOver(active, candidate).problems(connection));
    if (!problems.isEmpty()) {
      throw UserException.failure("The upgrade cannot begin: " + String.join("; ", problems) + ".");
    }
  }

  /**
   * Makes the generation that was built the active one.
   *
   * @param isForced whether it is done although results are missing
   * @param timeout how long changes may take that were committed before
   */
  public CutOver.Outcome cutOver(boolean isForced, Duration timeout) {
    return connected(
        connection -> {
          PlannedGeneration from = PlannedGeneration.active(installation);
          PlannedGeneration to = only(connection, State.BUILDING, "none is being built; see start");
          CutOver cutOver = cutOver(from, to);
          refuse(cutOver.problems(connection));
          installation.progress().say("Building indexes of generation " + to.number() + " …");
          cutOver.buildIndexes(connection);
          if (!isForced) {
            new Readiness(installation, connection, to).refuseUnready(timeout);
          }
          return switched(connection, cutOver);
        });
  }

  /** Makes the generation before the active one again; it was kept fresh. */
  public CutOver.Outcome rollBack() {
    return connected(
        connection -> {
          PlannedGeneration from = PlannedGeneration.active(installation);
          PlannedGeneration to =
              only(connection, State.STANDBY, "none is kept for a rollback after 'finish'");
          CutOver cutOver = cutOver(from, to);
          refuse(cutOver.problems(connection));
          return switched(connection, cutOver);
        });
  }

  private CutOver.Outcome switched(Connection connection, CutOver cutOver) throws SQLException {
    CutOver.Outcome outcome = cutOver.run(connection);
    installation.rememberActive(new Generations(connection, installation.names()).active());
    new LocalPipeline(installation).refreshFreshness(connection);
    return outcome;
  }

  /**
   * Brings the copies of the provenance in the host's metadata up to the active generation; without
   * it they follow with each row's next change.
   *
   * @return how many rows were updated
   */
  public long refreshCopies() {
    PlannedGeneration active = PlannedGeneration.active(installation);
    return connected(
        connection ->
            new MetadataCopies(active.plan(), installation.names(), active.number())
                .refresh(connection));
  }

  /** Gives up the generation before the active one for good, with all that it has. */
  public void finish() {
    List<PlannedGeneration> retired =
        connected(
            connection -> {
              Generations generations = new Generations(connection, installation.names());
              Optional<Generation> standby = generations.in(State.STANDBY);
              if (standby.isPresent()) {
                generations.retire(standby.get().number());
              }
              return retired(generations);
            });
    if (retired.isEmpty()) {
      throw UserException.failure(
          "There is no generation to give up; see 'millrace upgrade status'.");
    }
    retired.forEach(planned -> new GenerationLeftovers(installation, planned).removeConnector());
    new LocalPipeline(installation).up();
    connected(
        connection -> {
          for (PlannedGeneration planned : retired) {
            new GenerationLeftovers(installation, planned).remove(connection);
          }
          int active = new Generations(connection, installation.names()).active().number();
          new IndexNames(installation.names(), active).restore(connection);
          return true;
        });
  }

  private List<PlannedGeneration> retired(Generations generations) throws SQLException {
    return generations.all().stream()
        .filter(generation -> !generation.isLive())
        .map(generation -> PlannedGeneration.of(installation, generation, PartName.STREAMS_NEXT))
        .toList();
  }

  /** Gives up the generation that is being built; no trace of it is left. */
  public void abort() {
    PlannedGeneration building =
        connected(
            connection ->
                only(
                    connection,
                    State.BUILDING,
                    "none is being built; see 'millrace upgrade status'"));
    GenerationLeftovers leftovers = new GenerationLeftovers(installation, building);
    installation.stack().stop(building.part());
    leftovers.removeConnector();
    connected(
        connection -> {
          leftovers.remove(connection);
          new Generations(connection, installation.names()).forget(building.number());
          return true;
        });
  }

  private PlannedGeneration only(Connection connection, State state, String otherwise)
      throws SQLException {
    return PlannedGeneration.live(connection, installation).stream()
        .filter(planned -> planned.generation().state() == state)
        .findFirst()
        .orElseThrow(
            () -> UserException.failure("There is no such generation: " + otherwise + "."));
  }

  private CutOver cutOver(PlannedGeneration from, PlannedGeneration to) {
    return new CutOver(
        installation.names(), from.generation(), from.plan(), to.generation(), to.plan());
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw UserException.failure(
          "The generations are not switched: " + String.join("; ", problems) + ".");
    }
  }

  private <T> T connected(Step<T> step) {
    try (Connection connection = installation.connect()) {
      return step.run(connection);
    } catch (PreparationException e) {
      throw UserException.failure(String.join("; ", e.problems()) + ".", e);
    } catch (SQLException e) {
      throw UserException.failure("The database refused a statement: " + e.getMessage(), e);
    }
  }
}
