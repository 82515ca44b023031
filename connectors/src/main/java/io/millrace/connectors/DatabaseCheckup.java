package io.millrace.connectors;

import io.millrace.connectors.DatabaseCheck.Looked;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at everything in a database that Millrace depends on. Immutable; changes nothing. */
public final class DatabaseCheckup {
  private static final Map<String, DatabaseCheck> DRIFT = new LinkedHashMap<>();
  private static final Map<String, DatabaseCheck> HEALTH = new LinkedHashMap<>();

  static {
    DRIFT.put("columns", new ColumnDriftCheck());
    DRIFT.put("publication", new PublicationCheck());
    DRIFT.put("slot", new SlotCheck());
    HEALTH.put("server", new ServerCheck());
    HEALTH.put("origin", new OriginCheck());
    HEALTH.put("privileges", new PrivilegeCheck());
    HEALTH.put("roles", new RoleCheck());
    HEALTH.put("tables", new TableHealthCheck());
  }

  private final EnrichmentPlan plan;
  private final Names names;
  private final int dimensions;
  private final String mending;

  /**
   * A checkup for one plan.
   *
   * @param dimensions length of the embedding model's vectors
   * @param mending the sentence that tells how to bring back what drifted, such as "run 'millrace
   *     up'"
   */
  public DatabaseCheckup(EnrichmentPlan plan, Names names, int dimensions, String mending) {
    this.plan = plan;
    this.names = names;
    this.dimensions = dimensions;
    this.mending = mending;
  }

  /** Looks at everything. */
  public List<Finding> findings(Connection connection) throws SQLException {
    List<Finding> findings = new ArrayList<>(drift(connection));
    findings.addAll(run(HEALTH, connection));
    return findings;
  }

  /**
   * Looks only whether the database is still what {@code init} made of it: columns, publication and
   * slot.
   */
  public List<Finding> drift(Connection connection) throws SQLException {
    return run(DRIFT, connection);
  }

  private List<Finding> run(Map<String, DatabaseCheck> checks, Connection connection)
      throws SQLException {
    CatalogState state = CatalogState.read(connection, plan, names);
    Looked database = new Looked(connection, plan, names, dimensions, state, mending);
    List<Finding> findings = new ArrayList<>();
    checks.forEach((name, check) -> findings.addAll(run(name, check, database)));
    return findings;
  }

  /** A role that may not look somewhere still hears of the rest. */
  private static List<Finding> run(String name, DatabaseCheck check, Looked database) {
    try {
      return check.look(database);
    } catch (SQLException e) {
      return List.of(
          new Finding.Advice(
              name,
              "This could not be looked at (SQLSTATE " + e.getSQLState() + ")",
              "run the command as a role that may read the catalog"));
    }
  }
}
