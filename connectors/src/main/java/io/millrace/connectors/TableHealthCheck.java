package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What makes the tables that are written slow, silent, or noisy. */
final class TableHealthCheck implements DatabaseCheck {
  private static final String CHECK = "tables";

  /** Fewer updates than this say nothing. */
  private static final long ENOUGH_UPDATES = 1000;

  private static final double FEW = 0.5;
  private static final double MANY_DEAD = 0.2;

  private static final String SQL =
      """
      select c.relpersistence = 'u' as unlogged,
        row_security_active(c.oid) as rows_hidden,
        coalesce(array_to_string(c.reloptions, ','), '') like '%fillfactor=%' as has_fillfactor,
        exists (select from pg_index i join pg_class x on x.oid = i.indexrelid
          join pg_am m on m.oid = x.relam where i.indrelid = c.oid and m.amname = 'hnsw') as has_hnsw,
        coalesce(s.n_tup_upd, 0) as updates, coalesce(s.n_tup_hot_upd, 0) as hot_updates,
        coalesce(s.n_dead_tup, 0) as dead, coalesce(s.n_live_tup, 0) as live,
        (select string_agg(quote_ident(t.tgname), ', ') from pg_trigger t
          where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D'
            and t.tgtype & 16 <> 0 and t.tgtype & 2 <> 0 and t.tgqual is null
            and t.tgattr = '') as triggers
      from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
      where c.oid = to_regclass(?)\
      """;

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (CapturedTable table : database.plan().capturedTables()) {
      String name = Sql.qualified(table.schema(), table.name());
      try (PreparedStatement statement = database.connection().prepareStatement(SQL)) {
        statement.setString(1, name);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            look(table.name(), name, database.state().server().role(), row, findings);
          }
        }
      }
    }
    if (findings.isEmpty()) {
      findings.add(new Finding.Fine(CHECK, "row security, triggers and updates cause no trouble"));
    }
    return findings;
  }

  private static void look(
      String table, String name, String role, ResultSet row, List<Finding> findings)
      throws SQLException {
    if (row.getBoolean("unlogged")) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "'" + table + "' is unlogged, so none of its changes is captured",
              "run: alter table " + name + " set logged"));
    }
    if (row.getBoolean("rows_hidden")) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "row security hides rows of '%s' from the role '%s': results for them are thrown away"
                  .formatted(table, role),
              "let an administrator run: alter role %s bypassrls; or add a policy that shows all"
                      .formatted(Sql.quote(role))
                  + " rows"));
    }
    String triggers = row.getString("triggers");
    if (triggers != null) {
      findings.add(
          new Finding.Advice(
              CHECK,
              "'%s' has triggers that run at every update, Millrace's too: %s"
                  .formatted(table, triggers),
              "if they set updated_at or notify somebody, restrict them to your own columns:"
                  + " create trigger … before update of those columns"));
    }
    updates(table, name, row, findings);
  }

  private static void updates(String table, String name, ResultSet row, List<Finding> findings)
      throws SQLException {
    long updates = row.getLong("updates");
    boolean isSlow =
        row.getBoolean("has_hnsw")
            && updates >= ENOUGH_UPDATES
            && row.getLong("hot_updates") < FEW * updates;
    if (isSlow) {
      findings.add(
          new Finding.Advice(
              CHECK,
              "%d%% of the updates of '%s' touched every index, its hnsw indexes too"
                  .formatted(100 - 100 * row.getLong("hot_updates") / updates, table),
              row.getBoolean("has_fillfactor")
                  ? "vectors that change must be indexed; if other columns change more often, lower"
                      + " the fillfactor and run vacuum full once"
                  : "leave room in the pages: alter table " + name + " set (fillfactor = 70)"));
    }
    long dead = row.getLong("dead");
    if (dead > ENOUGH_UPDATES && dead > MANY_DEAD * row.getLong("live")) {
      findings.add(
          new Finding.Advice(
              CHECK,
              "%,d dead rows beside %,d live ones in '%s'"
                  .formatted(dead, row.getLong("live"), table),
              "let autovacuum come sooner: alter table %s set (autovacuum_vacuum_scale_factor = 0.02)"
                  .formatted(name)));
    }
  }
}
