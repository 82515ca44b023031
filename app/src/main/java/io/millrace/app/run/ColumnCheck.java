package io.millrace.app.run;

import io.millrace.app.UserException;
import io.millrace.app.local.Connections;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.connectors.Generations;
import io.millrace.inference.ModelDescription;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.stack.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses a database whose result columns cannot hold what the models give. */
final class ColumnCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ColumnCheck.class);

  private ColumnCheck() {}

  /**
   * Looks at the columns of the active generation; others have columns of their own.
   *
   * @throws UserException with every column that does not fit: its name, its dimensions and the
   *     model's, and what to do
   */
  static void check(
      DatabaseAccess database,
      EnrichmentPlan plan,
      Names names,
      int generation,
      ModelDescription model) {
    try (Connection connection = Connections.open(database, names)) {
      if (new Generations(connection, names).active().number() != generation) {
        return;
      }
      List<String> problems =
          new DatabasePreparation(plan, names, model.dimensions()).columnProblems(connection);
      if (!problems.isEmpty()) {
        throw UserException.failure(
            "The database does not fit the plan: " + String.join("; ", problems) + ".");
      }
    } catch (SQLException e) {
      // The applications do without it; they must start while it is down.
      LOG.warn(
          "The database's columns were not looked at, it does not answer: {}", e.getSQLState());
    }
  }
}
