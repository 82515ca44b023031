package io.millrace.app.report;

import io.millrace.connectors.Sql;
import io.millrace.inference.TextNormalizer;
import io.millrace.matching.CompactInputs;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.WordList;
import io.millrace.plan.EmbedTask;
import io.millrace.plan.MatchPlan;
import io.millrace.plan.TablePlan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads profiles as scoring sees them from the columns of a row: texts, vectors and other inputs.
 */
final class StoredProfiles {
  private final MatchPlan plan;
  private final TablePlan table;
  private final CompactInputs compact;
  private final List<String> columns;

  StoredProfiles(MatchPlan plan, TablePlan table, ScoringRules rules) {
    this.plan = plan;
    this.table = table;
    this.compact = new CompactInputs(rules);
    Set<String> read = new LinkedHashSet<>();
    plan.inputs().values().forEach(read::addAll);
    for (List<String> inputColumns : plan.inputs().values()) {
      inputColumns.forEach(column -> vectorOf(column).ifPresent(read::add));
    }
    if (!table.embed().isEmpty()) {
      read.add(table.bookkeeping().model());
    }
    this.columns = List.copyOf(read);
  }

  private Optional<String> vectorOf(String column) {
    return table.embeddingOf(column).map(EmbedTask::column);
  }

  /** What a query selects of the row that it calls by the alias. */
  String selected(String alias) {
    return columns.stream()
        .map(column -> alias + "." + Sql.quote(column) + "::text")
        .collect(Collectors.joining(", "));
  }

  /** Number of columns that {@link #selected} names. */
  int width() {
    return columns.size();
  }

  /**
   * The profile of a row.
   *
   * @param before number of result columns before those of {@link #selected}
   */
  ScoringProfile read(ResultSet row, int before) throws SQLException {
    String model = table.embed().isEmpty() ? null : value(row, before, table.bookkeeping().model());
    ScoringProfile.Builder profile = ScoringProfile.builder("", model == null ? "" : model);
    for (Map.Entry<String, List<String>> named : plan.inputs().entrySet()) {
      Optional<ScoringInput> input = ScoringInput.named(named.getKey());
      if (input.isPresent()) {
        add(profile, input.get(), named.getValue(), row, before);
      }
    }
    return profile.build();
  }

  private void add(
      ScoringProfile.Builder profile,
      ScoringInput input,
      List<String> inputColumns,
      ResultSet row,
      int before)
      throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    for (String column : inputColumns) {
      values.add(value(row, before, column));
    }
    if (!input.isText()) {
      profile.value(input, compact.of(input, values));
      return;
    }
    Optional<String> vector = vectorOf(inputColumns.get(0));
    profile.text(
        input,
        words(values.get(0)),
        vector.isPresent() ? Vectors.parse(value(row, before, vector.get())) : null);
  }

  private @Nullable String value(ResultSet row, int before, String column) throws SQLException {
    return row.getString(before + 1 + columns.indexOf(column));
  }

  // As the features are made: blank is no text.
  private static @Nullable String words(@Nullable String raw) {
    return TextNormalizer.normalize(raw).map(text -> WordList.of(raw).joined()).orElse(null);
  }
}
