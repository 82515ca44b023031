package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the connectors' own roles still have the rights that {@code init} gave them. A role that
 * is not there is none of our business: connectors may enter as any other.
 */
final class RoleCheck implements DatabaseCheck {
  private static final String CHECK = "roles";
  private static final String LACKING =
      """
      select a.attname from pg_attribute a
      where a.attrelid = to_regclass(?) and a.attname = any (?::text[]) and not a.attisdropped
        and not has_column_privilege(?, a.attrelid, a.attnum, ?)
      order by a.attnum
      """;

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    RoleCatalog roles = new RoleCatalog(database.connection(), database.names());
    for (DatabaseRole role : DatabaseRole.values()) {
      if (roles.exists(role)) {
        look(database, roles, role, findings);
      }
    }
    if (findings.isEmpty()) {
      findings.add(new Finding.Fine(CHECK, "the connectors' roles have the rights that they need"));
    }
    return findings;
  }

  private static void look(
      Looked database, RoleCatalog roles, DatabaseRole role, List<Finding> findings)
      throws SQLException {
    String name = role.name(database.names());
    if (!roles.hasAttributes(role)) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "the role '%s' may not log in%s"
                  .formatted(name, role == DatabaseRole.CAPTURE ? " or not replicate" : ""),
              "let an administrator run: alter role %s %s"
                  .formatted(Sql.quote(name), role.attributes())));
    }
    for (CapturedTable table : database.plan().capturedTables()) {
      columns(database, role, table, findings);
    }
  }

  private static void columns(
      Looked database, DatabaseRole role, CapturedTable table, List<Finding> findings)
      throws SQLException {
    boolean captures = role == DatabaseRole.CAPTURE;
    List<String> needed =
        captures
            ? database.plan().capturedColumns(table.name())
            : WantedColumn.of(database.plan()).stream()
                .filter(column -> column.table().equals(table.name()))
                .map(WantedColumn::name)
                .toList();
    String right = captures ? "select" : "update";
    String name = Sql.qualified(table.schema(), table.name());
    String user = role.name(database.names());
    List<String> lacking =
        database.catalog().texts(LACKING, name, needed.toArray(String[]::new), user, right);
    if (!lacking.isEmpty()) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "the role '%s' may not %s of %s: %s"
                  .formatted(user, right, name, String.join(", ", lacking)),
              database.mending()));
    }
  }
}
