package io.millrace.app.doctor;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.DatabaseCheckup;
import io.millrace.connectors.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Whether the database is still what Millrace made of it, in a few sentences. */
public final class Drift {
  private Drift() {}

  /** What is not, each with what to do; empty also while the database does not answer. */
  public static List<String> problems(Installation installation) {
    try (Connection connection = installation.open()) {
      return checkup(installation).drift(connection).stream().flatMap(Drift::sentence).toList();
    } catch (SQLException e) {
      return List.of(); // its part says whether it runs
    } catch (UserException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  static DatabaseCheckup checkup(Installation installation) {
    PlannedGeneration active = PlannedGeneration.active(installation);
    return new DatabaseCheckup(
        active.plan(),
        installation.names(),
        InstalledTasks.embeddingModel(installation, active).dimensions(),
        installation.hasOwnDatabase()
            ? "run 'millrace init', then 'millrace up'"
            : "run 'millrace up'");
  }

  private static Stream<String> sentence(Finding finding) {
    return finding instanceof Finding.Fault fault
        ? Stream.of(fault.sentence() + "; " + fault.remedy())
        : Stream.empty();
  }
}
