package io.millrace.connectors;

import static java.util.Objects.requireNonNull;

import io.millrace.connectors.Generation.State;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The generations that a database knows: our table of that name, where exactly one is active. Each
 * call is one statement; as threadsafe as its connection.
 */
public final class Generations {
  /** The table's name, in our schema. */
  public static final String TABLE = "generation";

  private final Connection connection;
  private final String table;
  private final Names names;

  public Generations(Connection connection, Names names) {
    this.connection = connection;
    this.names = names;
    this.table = Sql.qualified(names.databaseSchema(), TABLE);
  }

  /** All of them by number, those retired too; the first alone where the table does not exist. */
  public List<Generation> all() throws SQLException {
    String exists = "select 1 from pg_tables where schemaname = ? and tablename = ?";
    if (!new CatalogReader(connection).any(exists, names.databaseSchema(), TABLE)) {
      return List.of(Generation.first());
    }
    // By way of JSON: a schema of an older version lacks columns.
    String sql =
        "select generation, state, to_jsonb(g) ->> 'embedding_model', to_jsonb(g) ->> 'plan_file',"
            + " to_jsonb(g) ->> 'embedding_settings' from "
            + table
            + " g order by generation";
    List<Generation> generations = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        generations.add(
            new Generation(
                row.getInt(1),
                State.of(requireNonNull(row.getString(2))),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                EmbeddingSettingsJson.read(row.getString(5))));
      }
    }
    return generations.isEmpty() ? List.of(Generation.first()) : List.copyOf(generations);
  }

  /** Those that are computed, the oldest first. */
  public List<Generation> live() throws SQLException {
    return all().stream().filter(Generation::isLive).toList();
  }

  /** The one that readers see. */
  public Generation active() throws SQLException {
    return all().stream()
        .filter(Generation::isActive)
        .findFirst()
        .orElseThrow(
            () ->
                new PreparationException(
                    "no generation is active", List.of("set the state of one in " + table)));
  }

  /** The generation in a state, if there is one. */
  public Optional<Generation> in(State state) throws SQLException {
    return all().stream().filter(generation -> generation.state() == state).findFirst();
  }

  /**
   * Notes a new generation that is to be built.
   *
   * @param model the model of its vectors
   * @param planFile its plan; empty: the installation's
   * @param embeddingSettings who embeds for it; empty: whom the installation's settings name
   */
  public Generation begin(
      String model, Optional<String> planFile, Map<String, String> embeddingSettings)
      throws SQLException {
    int number = all().stream().mapToInt(Generation::number).max().orElse(0) + 1;
    update(
        "insert into "
            + table
            + " (generation, state, embedding_model, plan_file, embedding_settings)"
            + " values (?, ?, ?, ?, ?::jsonb)",
        number,
        State.BUILDING.label(),
        model,
        planFile.orElse(null),
        EmbeddingSettingsJson.write(embeddingSettings));
    return new Generation(number, State.BUILDING, Optional.of(model), planFile, embeddingSettings);
  }

  /** Pins the model of a generation that has none yet, so that no edit of the plan changes it. */
  public void pin(int generation, String model) throws SQLException {
    update(
        "update "
            + table
            + " set embedding_model = ? where generation = ? and embedding_model is null",
        model,
        generation);
  }

  /** Says who embeds for a generation from now on; empty: whom the installation's settings name. */
  public void embedBy(int generation, Map<String, String> embeddingSettings) throws SQLException {
    update(
        "update " + table + " set embedding_settings = ?::jsonb where generation = ?",
        EmbeddingSettingsJson.write(embeddingSettings),
        generation);
  }

  /** Says that nothing computes the generation any more. */
  public void retire(int generation) throws SQLException {
    update(
        "update " + table + " set state = ? where generation = ?",
        State.RETIRED.label(),
        generation);
  }

  /** Forgets a generation; its number is given again. */
  public void forget(int generation) throws SQLException {
    update("delete from " + table + " where generation = ?", generation);
  }

  private void update(String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      statement.executeUpdate();
    }
  }
}
