package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of a generation is computed, by the inputs that rows hold now: a result of a text that
 * was edited since does not count. As threadsafe as its connection.
 */
public final class GenerationCoverage {
  private final Connection connection;
  private final EnrichmentPlan plan;
  private final Names names;

  /**
   * @param plan of the generation
   */
  public GenerationCoverage(Connection connection, EnrichmentPlan plan, Names names) {
    this.connection = connection;
    this.plan = plan;
    this.names = names;
  }

  /**
   * How far one column is.
   *
   * @param total live rows whose inputs hold something; of matches, those whose profiles are there
   * @param done those of them whose result is of their inputs as they are now
   * @param open rows whose result is missing or of other inputs; blank inputs count here too, until
   *     it is noted that nothing comes of them
   */
  public record Column(String table, String column, long total, long done, long open) {}

  /** The columns of all tasks in the plan's order, then the scores. */
  public List<Column> columns(Generation generation) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (TablePlan table : plan.tables().values()) {
      for (PlanTask task : table.tasks()) {
        columns.add(column(generation, table, task));
      }
    }
    Optional<MatchPlan> match = plan.matches();
    if (match.isPresent()) {
      columns.add(scores(generation, match.get()));
    }
    return columns;
  }

  private Column column(Generation generation, TablePlan table, PlanTask task) throws SQLException {
    String sql =
        "select count(*) filter (where visible), count(*) filter (where visible and answered), count(*) filter (where not answered) from (%s) answers"
            .formatted(answers(table, task));
    try (PreparedStatement query = prepare(sql, generation, table, task);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Column(
          table.name(), task.column(), row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  private Column scores(Generation generation, MatchPlan match) throws SQLException {
    String sql =
        "select count(*), count(context) from (%s) scores".formatted(contexts(generation, match));
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      long total = row.getLong(1);
      long done = row.getLong(2);
      return new Column(match.table(), "scores", total, done, total - done);
    }
  }

  /** Matches whose profiles are both there; others have no score until they are. */
  private String contexts(Generation generation, MatchPlan match) {
    TablePlan profiles = plan.table(match.of());
    String profile =
        "exists (select from %s p where p.%s = m.%s)"
            .formatted(
                Sql.qualified(profiles.schema(), profiles.name()),
                Sql.quote(profiles.keyColumn()),
                "%s");
    return "select m.%s::text as key, m.%s as context from %s m where %s and %s"
        .formatted(
            Sql.quote(match.keyColumn()),
            Sql.quote(name(generation, "match_context")),
            Sql.qualified(match.schema(), match.table()),
            profile.formatted(Sql.quote(match.a())),
            profile.formatted(Sql.quote(match.b())));
  }

  /**
   * What is open: a name for each task of a row and its present input, and for each match without a
   * score. While somebody edits there is always some; what is in two looks was open all the time.
   *
   * @param limit at most so many of each column
   */
  public Set<String> open(Generation generation, int limit) throws SQLException {
    Set<String> open = new HashSet<>();
    for (TablePlan table : plan.tables().values()) {
      for (PlanTask task : table.tasks()) {
        String sql =
            "select key, hash from (%s) a where not answered limit %d"
                .formatted(answers(table, task), limit);
        try (PreparedStatement query = prepare(sql, generation, table, task);
            ResultSet row = query.executeQuery()) {
          while (row.next()) {
            open.add(
                "%s %s, column %s, input %s"
                    .formatted(table.name(), row.getString(1), task.column(), row.getString(2)));
          }
        }
      }
    }
    Optional<MatchPlan> match = plan.matches();
    if (match.isPresent()) {
      String sql =
          "select key from (%s) scores where context is null limit %d"
              .formatted(contexts(generation, match.get()), limit);
      for (String key : new CatalogReader(connection).texts(sql)) {
        open.add(match.get().table() + " " + key + ", scores");
      }
    }
    return open;
  }

  /** Results that the generation wrote in the last half minute, a second. */
  public double ratePerSecond(Generation generation) throws SQLException {
    String sql =
        "select count(*) / 30.0 from %s where generation = ? and written_at > clock_timestamp() - interval '30 seconds'"
            .formatted(Sql.qualified(names.databaseSchema(), "provenance"));
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setInt(1, generation.number());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getDouble(1);
      }
    }
  }

  /** Parameters: table, column, generation. */
  private String answers(TablePlan table, PlanTask task) {
    String hash = hash(task);
    String visible =
        task.from().stream()
            .map(input -> "coalesce(t." + Sql.quote(input) + "::text, '') ~ '[^[:space:]]'")
            .collect(Collectors.joining(" or "));
    return "select t.%1$s::text as key, %2$s as hash, (%3$s) as visible, p.input_hash is not distinct from %2$s as answered from %4$s t left join %5$s p on p.table_name = ? and p.column_name = ? and p.generation = ? and p.key = t.%1$s::text"
        .formatted(
            Sql.quote(table.keyColumn()),
            hash,
            visible,
            Sql.qualified(table.schema(), table.name()),
            Sql.qualified(names.databaseSchema(), "provenance"));
  }

  private String hash(PlanTask task) {
    List<String> inputs =
        task.from().stream().map(input -> "t." + Sql.quote(input) + "::text").toList();
    return "%s(%s)"
        .formatted(Sql.qualified(names.databaseSchema(), "input_hash"), String.join(", ", inputs));
  }

  private PreparedStatement prepare(
      String sql, Generation generation, TablePlan table, PlanTask task) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setString(1, table.name());
    query.setString(2, task.column());
    query.setInt(3, generation.number());
    return query;
  }

  private static String name(Generation generation, String plain) {
    return generation.isActive() ? plain : Names.generationColumn(plain, generation.number());
  }
}
