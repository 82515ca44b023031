package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.DatabaseRole;
import io.millrace.connectors.DatabaseTls;
import io.millrace.connectors.RolePreparation;
import io.millrace.connectors.Secrets;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.stack.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** As whom the connectors enter the database of an installation. */
public final class ConnectorRoles {
  /** SQLState of a wrong password, or of a role that may not log in. */
  private static final String REFUSED = "28";

  private final Installation installation;
  private final RolePreparation preparation;
  private final RolePasswords passwords;

  /** Reads passwords that are given in the environment. */
  public ConnectorRoles(
      Installation installation, EnrichmentPlan plan, Map<String, String> environment) {
    this.installation = installation;
    this.preparation = new RolePreparation(plan, installation.names());
    this.passwords = new RolePasswords(installation.stack(), installation.names(), environment);
  }

  /**
   * Gives the roles that are there the passwords of this home, as far as the session may.
   *
   * @param connection as the role that prepares the database
   */
  public void setPasswords(Connection connection) throws SQLException {
    for (DatabaseRole role : DatabaseRole.values()) {
      if (preparation.exists(connection, role)
          && preparation.maySetPassword(connection, role)
          && !canEnter(role)) {
        preparation.setPassword(connection, role, passwords.access(role, database()).password());
      }
    }
  }

  /**
   * How a connector enters the database: as its role or, in a database of the user's own that has
   * no such role, as the user's.
   *
   * @throws UserException if the role is there and does not let us in
   */
  DatabaseAccess access(Connection connection, DatabaseRole role) throws SQLException {
    if (!preparation.exists(connection, role)) {
      if (role == DatabaseRole.CAPTURE && !preparation.mayReplicate(connection)) {
        throw UserException.failure(
            "The role %s is not there, and %s may not read the log; let an administrator run what 'millrace init --dry-run' prints for one."
                .formatted(role.name(installation.names()), database().user()));
      }
      installation
          .progress()
          .say(
              "The role %s is not there, so its connector enters the database as %s, which may do"
                      .formatted(role.name(installation.names()), database().user())
                  + " more than it needs; see 'millrace init --dry-run'.");
      return database();
    }
    if (!canEnter(role)) {
      throw UserException.failure(
          "The role %s does not accept the password of this home; give its password in %s, or run"
                  .formatted(role.name(installation.names()), RolePasswords.variable(role))
              + " 'millrace init' as a role that may change it.");
    }
    return passwords.access(role, database());
  }

  /** Where Connect reads how the role's connector enters. */
  Secrets secrets(DatabaseRole role, DatabaseAccess access) {
    Map<String, String> entries = new HashMap<>();
    entries.put("user", access.user());
    entries.put("password", access.password());
    Optional<String> keyPassword =
        Optional.ofNullable(access.parameters().get(DatabaseTls.KEY_PASSWORD));
    keyPassword.ifPresent(password -> entries.put(DatabaseTls.KEY_PASSWORD, password));
    return new Secrets(
        installation.stack().connectSecrets(role.label(), entries).toString(),
        keyPassword.isPresent());
  }

  private boolean canEnter(DatabaseRole role) throws SQLException {
    DatabaseAccess access = passwords.access(role, database());
    try (Connection connection = Connections.open(access, installation.names())) {
      return connection.isValid(1);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(REFUSED)) {
        return false;
      }
      throw e;
    }
  }

  private DatabaseAccess database() {
    return installation.environment().database();
  }
}
