package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Removes what a generation that is not active left in the database: its columns with their
 * indexes, and its provenance.
 */
public final class GenerationRemoval {
  private final Names names;
  private final int generation;

  public GenerationRemoval(Names names, int generation) {
    this.names = names;
    this.generation = generation;
  }

  /**
   * The statements that {@link #run} would run now; empty: nothing is left of it.
   *
   * @throws PreparationException if the generation is active
   */
  public List<SqlStatement> statements(Connection connection) throws SQLException {
    if (new Generations(connection, names).active().number() == generation) {
      throw new PreparationException(
          "generation %d cannot be removed".formatted(generation), List.of("it is active"));
    }
    List<SqlStatement> statements = new ArrayList<>();
    columns(connection).forEach((table, columns) -> statements.add(removal(table, columns)));
    if (!statements.isEmpty()) {
      statements.add(
          new SqlStatement(
              "forget the columns and indexes of generation " + generation,
              "delete from %s where kind in ('column', 'index') and name like %s"
                  .formatted(installed(), Sql.literal(namePattern()))));
    }
    statements.add(
        new SqlStatement(
            "forget the provenance of generation " + generation,
            "delete from %s where generation = %d"
                .formatted(Sql.qualified(names.databaseSchema(), "provenance"), generation)));
    return statements;
  }

  /**
   * Removes it, in one transaction.
   *
   * @throws PreparationException if something of the host depends on a column; it says what
   */
  public void run(Connection connection) throws SQLException {
    ShortLocks.run(
        connection,
        "remove the columns of generation " + generation,
        columns(connection).keySet(),
        () -> {
          Transactions.execute(connection, statements(connection));
          return true;
        });
  }

  private Map<String, List<String>> columns(Connection connection) throws SQLException {
    String sql =
        "select o.table_schema, o.table_name, o.name from "
            + installed()
            + " o join pg_attribute a on a.attrelid ="
            + " to_regclass(quote_ident(o.table_schema) || '.' || quote_ident(o.table_name))"
            + " and a.attname = o.name and not a.attisdropped"
            + " where o.kind = 'column' and o.name like ? order by 1, 2, 3";
    Map<String, List<String>> columns = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, namePattern());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns
              .computeIfAbsent(
                  Sql.qualified(row.getString(1), row.getString(2)), table -> new ArrayList<>())
              .add(row.getString(3));
        }
      }
    }
    return columns;
  }

  /** All names that end with the generation's number; underscores stand for themselves. */
  private String namePattern() {
    return "%" + Names.generationColumn("", generation).replace("_", "\\_");
  }

  private String installed() {
    return Sql.qualified(names.databaseSchema(), InstalledObjects.TABLE);
  }

  private static SqlStatement removal(String table, List<String> columns) {
    return new SqlStatement(
        "drop the columns of the generation from " + table,
        "alter table "
            + table
            + columns.stream()
                .map(column -> "\n  drop column if exists " + Sql.quote(column))
                .collect(Collectors.joining(",")));
  }
}
