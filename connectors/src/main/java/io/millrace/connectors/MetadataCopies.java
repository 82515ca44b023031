package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import io.millrace.schemas.SourcePriority;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the copies of the provenance in the host's metadata up to a generation that has become the
 * active one. The sink writes them with each row's next change; this does it for all rows, some at
 * a time. Entries of sources that stand above ours are left alone.
 */
public final class MetadataCopies {
  private static final int ROWS = 500;

  private final EnrichmentPlan plan;
  private final Names names;
  private final int generation;

  /**
   * @param plan of the generation
   */
  public MetadataCopies(EnrichmentPlan plan, Names names, int generation) {
    this.plan = plan;
    this.names = names;
    this.generation = generation;
  }

  /**
   * Updates what differs; run again, it finds nothing.
   *
   * @param connection commits by itself
   * @return how many rows were updated
   */
  public long refresh(Connection connection) throws SQLException {
    Set<String> tables = HostMetadata.tables(connection, plan);
    long updated = 0;
    for (TablePlan table : plan.tables().values()) {
      if (tables.contains(table.name())) {
        updated += refresh(connection, table);
      }
    }
    return updated;
  }

  private long refresh(Connection connection, TablePlan table) throws SQLException {
    long updated = 0;
    List<String> keys = next(connection, table, "");
    while (!keys.isEmpty()) {
      updated += update(connection, table, keys);
      keys = next(connection, table, keys.get(keys.size() - 1));
    }
    return updated;
  }

  private List<String> next(Connection connection, TablePlan table, String after)
      throws SQLException {
    String sql =
        "select distinct key from %s where table_name = ? and generation = ? and key > ? order by key limit %d"
            .formatted(provenance(), ROWS);
    return new CatalogReader(connection).texts(sql, table.name(), generation, after);
  }

  /** The rows are locked first, so that what is read of the provenance then is the latest. */
  private long update(Connection connection, TablePlan table, List<String> keys)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement(lock(table));
        PreparedStatement update = connection.prepareStatement(update(table))) {
      lock.setArray(1, connection.createArrayOf("text", keys.toArray()));
      lock.execute();
      update.setString(1, table.name());
      update.setInt(2, generation);
      update.setArray(3, connection.createArrayOf("text", keys.toArray()));
      long updated = update.executeUpdate();
      connection.commit();
      return updated;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String lock(TablePlan table) {
    String key = Sql.quote(table.keyColumn());
    return "select from %s where %s::text = any (?) order by %s for no key update"
        .formatted(Sql.qualified(table.schema(), table.name()), key, key);
  }

  private String update(TablePlan table) {
    String metadata = "t." + Sql.quote(table.bookkeeping().metadata());
    String copies = objectOrEmpty(metadata + " -> 'field_meta'");
    return """
        update %1$s t set %2$s = jsonb_set(%3$s, '{field_meta}', %4$s || c.copies)
        from (
          select t.%5$s as key, jsonb_object_agg(p.column_name, jsonb_build_object(
            'source', %6$s, 'model', p.model, 'input_hash', p.input_hash,
            'updated_at', p.written_at, 'pipeline_version', p.generation)) as copies
          from %7$s p join %1$s t on t.%5$s::text = p.key
          where p.table_name = ? and p.generation = ? and p.state = 'written' and p.key = any (?)
          and p.column_name in (%8$s)
          and coalesce(%9$s -> 'field_meta' -> p.column_name ->> 'source', '') not in (%10$s)
          group by t.%5$s) c
        where t.%5$s = c.key and not %4$s @> c.copies
        """
        .formatted(
            Sql.qualified(table.schema(), table.name()),
            Sql.quote(table.bookkeeping().metadata()),
            objectOrEmpty(metadata),
            copies,
            Sql.quote(table.keyColumn()),
            sources(table),
            provenance(),
            literals(table.tasks().stream().map(PlanTask::column)),
            metadata,
            literals(SourcePriority.protecting().stream()));
  }

  private static String sources(TablePlan table) {
    return table.tasks().stream()
        .map(
            task ->
                "when %s then %s"
                    .formatted(Sql.literal(task.column()), Sql.literal(SinkTargets.source(task))))
        .collect(Collectors.joining(" ", "case p.column_name ", " end"));
  }

  private static String literals(Stream<String> texts) {
    return texts.map(Sql::literal).collect(Collectors.joining(", "));
  }

  private static String objectOrEmpty(String json) {
    return "case when jsonb_typeof(%s) = 'object' then %s else '{}'::jsonb end"
        .formatted(json, json);
  }

  private String provenance() {
    return Sql.qualified(names.databaseSchema(), "provenance");
  }
}
