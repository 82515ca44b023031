package io.millrace.connectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a generation's columns the indexes that the columns of readers have, with the same method,
 * operators and options.
 */
final class GenerationIndexes {
  private static final String INDEXES =
      """
      select c.relname, am.amname, format('%I.%I', n.nspname, o.opcname),
        (select string_agg(format('%I=%L', option_name, option_value), ', ')
          from pg_options_to_table(c.reloptions))
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am am on am.oid = c.relam
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      join pg_opclass o on o.oid = i.indclass[0] join pg_namespace n on n.oid = o.opcnamespace
      where i.indrelid = to_regclass(?) and a.attname = ? and i.indnatts = 1
        and i.indpred is null and not i.indisunique and i.indisvalid order by 1
      """;

  private static final String VALIDITY =
      "select i.indisvalid::text from pg_index i where i.indexrelid = to_regclass(?)";

  private final List<GenerationColumn> columns;
  private final InstalledObjects installed;
  private final int generation;

  GenerationIndexes(List<GenerationColumn> columns, InstalledObjects installed, int generation) {
    this.columns = columns;
    this.installed = installed;
    this.generation = generation;
  }

  private record Index(
      GenerationColumn column,
      String name,
      String method,
      String operators,
      @Nullable String options) {}

  /**
   * Builds what is missing, without keeping anybody from writing. A build that was broken off is
   * dropped and begun anew.
   *
   * @param connection commits by itself
   * @return names of the indexes that were built
   */
  List<String> build(Connection connection) throws SQLException {
    List<String> built = new ArrayList<>();
    for (GenerationColumn column : columns) {
      for (Index index : indexes(connection, column)) {
        if (build(connection, index)) {
          built.add(name(index));
        }
      }
    }
    return built;
  }

  private static List<Index> indexes(Connection connection, GenerationColumn column)
      throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(INDEXES)) {
      query.setString(1, column.qualifiedTable());
      query.setString(2, column.plain());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          indexes.add(
              new Index(
                  column, row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        }
      }
    }
    return indexes;
  }

  private boolean build(Connection connection, Index index) throws SQLException {
    String qualified = Sql.qualified(index.column().schema(), name(index));
    List<String> validity = new CatalogReader(connection).texts(VALIDITY, qualified);
    if (validity.equals(List.of("true"))) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      if (!validity.isEmpty()) {
        statement.execute("drop index concurrently if exists " + qualified);
      }
      statement.execute(
          installed
              .remember(
                  index.column().schema(), index.column().table(), "index", List.of(name(index)))
              .sql());
      statement.execute(
          "create index concurrently %s on %s using %s (%s %s)%s"
              .formatted(
                  Sql.quote(name(index)),
                  index.column().qualifiedTable(),
                  Sql.quote(index.method()),
                  Sql.quote(index.column().own(generation)),
                  index.operators(),
                  index.options() == null ? "" : " with (" + index.options() + ")"));
    }
    return true;
  }

  private String name(Index index) {
    return Sql.derivedName(index.name() + "_", "g" + generation);
  }
}
