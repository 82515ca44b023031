package io.millrace.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writers of all targets, made when first needed and again when the generation's state, and
 * with it the columns' names, has changed.
 */
final class Writers {
  private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

  private final String schema;
  private final int generation;
  private final Map<TableTarget, TableWriter> tables = new HashMap<>();
  private final Map<MatchTarget, MatchWriter> matches = new HashMap<>();
  private @Nullable GenerationState state;

  /**
   * @param schema Millrace's own
   */
  Writers(String schema, int generation) {
    this.schema = schema;
    this.generation = generation;
  }

  /** Tells in which state the writers of this transaction are to write. */
  void use(GenerationState current) {
    if (state != current) {
      if (state != null) {
        LOG.info("Generation {} was {} and is {} now", generation, state, current);
      }
      forget();
      state = current;
    }
  }

  /** Forgets what is known about the tables, since they may have been altered. */
  void forget() {
    tables.clear();
    matches.clear();
  }

  TableWriter table(Connection connection, TableTarget target) throws SQLException {
    TableWriter known = tables.get(target);
    if (known != null) {
      return known;
    }
    TableLayout layout =
        new TableLayout(
            target,
            generation,
            state(),
            Catalog.columns(connection, target.schema(), target.table()));
    layout.check();
    Catalog.refuseHiddenRows(connection, target.schema(), target.table());
    TableWriter made = new TableWriter(layout, schema);
    tables.put(target, made);
    return made;
  }

  MatchWriter match(Connection connection, MatchTarget target) throws SQLException {
    MatchWriter known = matches.get(target);
    if (known != null) {
      return known;
    }
    ColumnType key = Catalog.columns(connection, target.schema(), target.table()).get(target.key());
    if (key == null) {
      throw new ConnectException(
          "table %s.%s has no column '%s'; check %s"
              .formatted(target.schema(), target.table(), target.key(), SinkSettings.TARGETS));
    }
    Catalog.refuseHiddenRows(connection, target.schema(), target.table());
    MatchWriter made = new MatchWriter(new MatchSql(target, generation, state(), key.name()));
    matches.put(target, made);
    return made;
  }

  private GenerationState state() {
    if (state == null) {
      throw new IllegalStateException("the generation's state has not been read");
    }
    return state;
  }
}
