package io.millrace.app.doctor;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.connectors.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Everything in the database. */
final class DatabasePartCheck implements Check {
  @Override
  public List<Finding> look(Installation installation) {
    try (Connection connection = installation.connect()) {
      return Drift.checkup(installation).findings(connection);
    } catch (SQLException e) {
      throw UserException.failure(
          "The database does not answer any more (" + e.getSQLState() + ").", e);
    }
  }
}
