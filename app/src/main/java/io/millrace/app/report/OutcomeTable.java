package io.millrace.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.UserException;
import io.millrace.app.report.StoredContext.Direction;
import io.millrace.app.report.StoredContext.StoredFactor;
import io.millrace.connectors.Sql;
import io.millrace.matching.Dimension;
import io.millrace.matching.DimensionScore;
import io.millrace.matching.Factor;
import io.millrace.plan.MatchPlan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes recorded outcomes beside the factors of their matches as CSV (RFC 4180), one line for each
 * outcome: data to learn weights from.
 *
 * <p>Columns: key of the match, outcome, the three scores, then for {@code ab} and {@code ba} each
 * dimension and each factor. What is missing is empty. An outcome longer than {@value
 * #LONGEST_OUTCOME} characters is taken for prose and left empty.
 */
public final class OutcomeTable {
  private static final int LONGEST_OUTCOME = 40;
  private static final int CONTEXT = 6;

  private OutcomeTable() {}

  /**
   * Writes the file; one that is there is replaced.
   *
   * @return number of lines after the heading
   */
  public static long write(ReadOnly database, MatchPlan plan, OutcomeColumn outcome, Path file)
      throws SQLException {
    long[] lines = new long[1];
    try (BufferedWriter csv = Files.newBufferedWriter(file, UTF_8)) {
      csv.write(line(heading()));
      database.rows(
          sql(plan, outcome),
          row -> {
            write(csv, line(cells(row)));
            lines[0]++;
          });
    } catch (IOException | UncheckedIOException e) {
      throw UserException.failure("The file " + file + " cannot be written.", e);
    }
    return lines[0];
  }

  private static void write(BufferedWriter csv, String line) {
    try {
      csv.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sql(MatchPlan plan, OutcomeColumn outcome) {
    String column = "o." + Sql.quote(outcome.column()) + "::text";
    return """
        select m.%1$s::text, case when length(%2$s) <= %3$d then %2$s end,
          m.score_ab::text, m.score_ba::text, m.harmonic_mean::text, m.match_context::text
        from %4$s m join %5$s o on o.%6$s::text = m.%1$s::text
        where m.harmonic_mean is not null order by 1, 2
        """
        .formatted(
            Sql.quote(plan.keyColumn()),
            column,
            LONGEST_OUTCOME,
            Sql.qualified(plan.schema(), plan.table()),
            Sql.qualified(outcome.schema(), outcome.table()),
            Sql.quote(outcome.matchColumn()));
  }

  private static List<@Nullable String> heading() {
    List<@Nullable String> heading =
        new ArrayList<>(List.of("match", "outcome", "score_ab", "score_ba", "harmonic_mean"));
    for (Direction each : Direction.values()) {
      String direction = each.key();
      for (Dimension dimension : Dimension.values()) {
        heading.add(direction + "_" + dimension.planName());
      }
      for (Factor factor : Factor.values()) {
        heading.add(direction + "_" + factor.planName());
      }
    }
    return heading;
  }

  private static List<@Nullable String> cells(ResultSet row) throws SQLException {
    List<@Nullable String> cells = new ArrayList<>();
    for (int column = 1; column < CONTEXT; column++) {
      cells.add(row.getString(column));
    }
    StoredContext context = StoredContext.parse(row.getString(CONTEXT));
    for (Direction direction : Direction.values()) {
      scores(cells, context, direction);
    }
    return cells;
  }

  private static void scores(
      List<@Nullable String> cells, StoredContext context, Direction direction) {
    Map<Dimension, Double> dimensions =
        context.dimensions(direction).stream()
            .collect(Collectors.toMap(DimensionScore::dimension, DimensionScore::score));
    for (Dimension dimension : Dimension.values()) {
      cells.add(text(dimensions.get(dimension)));
    }
    for (Factor factor : Factor.values()) {
      StoredFactor scored = context.factor(direction, factor);
      cells.add(scored == null ? null : text(scored.score()));
    }
  }

  private static @Nullable String text(@Nullable Double number) {
    return number == null ? null : number.toString();
  }

  private static String line(List<@Nullable String> cells) {
    return cells.stream().map(OutcomeTable::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean needsQuotes = value.chars().anyMatch(each -> "\",\r\n".indexOf(each) >= 0);
    return needsQuotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
