package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.schemas.Names;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether this role may read what is captured and write what is computed. */
final class PrivilegeCheck implements DatabaseCheck {
  private static final String CHECK = "privileges";
  private static final String MAY_NOT =
      "select 1 where to_regclass(?) is not null and exists (select from pg_attribute"
          + " where attrelid = to_regclass(?) and attname = ? and not attisdropped"
          + " and not has_column_privilege(attrelid, attnum, ?))";

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (CapturedTable table : database.plan().capturedTables()) {
      if (mayUse(database, table.schema(), findings)) {
        String name = Sql.qualified(table.schema(), table.name());
        for (String column : database.plan().capturedColumns(table.name())) {
          look(database, name, column, "select", findings);
        }
        for (WantedColumn column : WantedColumn.of(database.plan())) {
          if (column.table().equals(table.name())) {
            look(database, name, column.name(), "update", findings);
          }
        }
      }
    }
    if (mayUse(database, database.names().databaseSchema(), findings)) {
      look(database, own(database, "provenance"), "key", "update", findings);
      look(database, own(database, Names.HEARTBEAT_TABLE), "token", "update", findings);
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding.Fine(
              CHECK,
              "the role '%s' may read and write what it must"
                  .formatted(database.state().server().role())));
    }
    return findings;
  }

  /** Without this right even names in the schema cannot be looked up. */
  private static boolean mayUse(Looked database, String schema, List<Finding> findings)
      throws SQLException {
    String sql =
        "select 1 from pg_namespace where nspname = ? and not has_schema_privilege(oid, 'usage')";
    boolean mayNot = database.catalog().any(sql, schema);
    if (mayNot) {
      String role = database.state().server().role();
      Finding fault =
          new Finding.Fault(
              CHECK,
              "the role '%s' may not use the schema '%s'".formatted(role, schema),
              "run as its owner: grant usage on schema %s to %s"
                  .formatted(Sql.quote(schema), Sql.quote(role)));
      if (!findings.contains(fault)) {
        findings.add(fault);
      }
    }
    return !mayNot;
  }

  private static String own(Looked database, String table) {
    return Sql.qualified(database.names().databaseSchema(), table);
  }

  private static void look(
      Looked database, String table, String column, String right, List<Finding> findings)
      throws SQLException {
    if (database.catalog().any(MAY_NOT, table, table, column, right)) {
      String role = database.state().server().role();
      findings.add(
          new Finding.Fault(
              CHECK,
              "the role '%s' may not %s the column '%s' of %s"
                  .formatted(role, right, column, table),
              "run as the table's owner: grant %s (%s) on %s to %s"
                  .formatted(right, Sql.quote(column), table, Sql.quote(role))));
    }
  }
}
