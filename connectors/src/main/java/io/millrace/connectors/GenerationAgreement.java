package io.millrace.connectors;

import io.millrace.plan.EmbedTask;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much two generations agree, on a sample of rows: models differ, but what is near by one of
 * them is mostly near by the other. As threadsafe as its connection.
 */
public final class GenerationAgreement {
  private static final int SAMPLE = 50;
  private static final int NEIGHBOURS = 10;

  private final Connection connection;
  private final EnrichmentPlan plan;
  private final Generation active;
  private final Generation other;

  /**
   * @param plan whose columns both have
   */
  public GenerationAgreement(
      Connection connection, EnrichmentPlan plan, Generation active, Generation other) {
    this.connection = connection;
    this.plan = plan;
    this.active = active;
    this.other = other;
  }

  /**
   * Agreement of one column's vectors.
   *
   * @param rows how many rows were looked at, at most 50
   * @param overlap share of the ten nearest rows that both name, 0 to 1
   */
  public record Neighbours(String table, String column, int rows, double overlap) {}

  /**
   * How scores differ.
   *
   * @param matches that both have scored
   * @param drift mean absolute difference of the harmonic mean, 0 to 100
   * @param correlation of the harmonic means, -1 to 1; 0 where all are equal
   */
  public record Scores(long matches, double drift, double correlation) {}

  /** One entry for each column of vectors that both have. */
  public List<Neighbours> neighbours() throws SQLException {
    List<Neighbours> neighbours = new ArrayList<>();
    for (TablePlan table : plan.tables().values()) {
      for (EmbedTask task : table.embed()) {
        neighbours.add(neighbours(table, task));
      }
    }
    return neighbours;
  }

  private Neighbours neighbours(TablePlan table, EmbedTask task) throws SQLException {
    String mine = Sql.quote(name(active, task.column()));
    String theirs = Sql.quote(name(other, task.column()));
    String key = Sql.quote(table.keyColumn());
    String from = Sql.qualified(table.schema(), table.name());
    String sql =
        """
        select count(*), coalesce(avg(overlap), 0)::float8 from (
          select (select count(*) from (%4$s) a join (%5$s) b on a.key = b.key)::float8
            / nullif((select count(*) from (%4$s) a), 0) as overlap
          from (select %1$s as key, %2$s as mine, %3$s as theirs from %6$s
            where %2$s is not null and %3$s is not null
            order by md5(%1$s::text) limit %7$d) sample) shares
        """
            .formatted(
                key,
                mine,
                theirs,
                nearest(from, key, mine, theirs, "mine"),
                nearest(from, key, theirs, mine, "theirs"),
                from,
                SAMPLE);
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return new Neighbours(table.name(), task.column(), row.getInt(1), row.getDouble(2));
    }
  }

  /** Rows that both generations have a vector of, the nearest to one of the sample first. */
  private String nearest(String from, String key, String column, String both, String sampled)
      throws SQLException {
    String schema =
        new CatalogReader(connection)
            .server()
            .vectorSchema()
            .orElse(CatalogState.DEFAULT_VECTOR_SCHEMA);
    return "select t.%1$s as key from %2$s t where t.%3$s is not null and t.%4$s is not null and t.%1$s <> sample.key order by t.%3$s operator(%5$s.<=>) sample.%6$s limit %7$d"
        .formatted(key, from, column, both, Sql.quote(schema), sampled, NEIGHBOURS);
  }

  /** How scores differ; empty: the plan has no matches. */
  public Optional<Scores> scores() throws SQLException {
    Optional<MatchPlan> match = plan.matches();
    if (match.isEmpty()) {
      return Optional.empty();
    }
    String sql =
        "select count(*), coalesce(avg(abs(%1$s - %2$s)), 0), coalesce(corr(%1$s, %2$s), 0) from %3$s where %1$s is not null and %2$s is not null"
            .formatted(
                Sql.quote(name(active, "harmonic_mean")),
                Sql.quote(name(other, "harmonic_mean")),
                Sql.qualified(match.get().schema(), match.get().table()));
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      return Optional.of(new Scores(row.getLong(1), row.getDouble(2), row.getDouble(3)));
    }
  }

  private static String name(Generation generation, String plain) {
    return generation.isActive() ? plain : Names.generationColumn(plain, generation.number());
  }
}
