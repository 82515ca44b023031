package io.millrace.app.replay;

import io.millrace.app.failures.Failures;
import io.millrace.app.local.Installation;
import io.millrace.app.rereads.RowAddress;
import io.millrace.connectors.ReplayRows;
import io.millrace.connectors.ReplayRows.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the rows of a request. Not threadsafe. */
final class ReplaySelections {
  private final Installation installation;
  private final Connection connection;
  private final ReplayRequest request;
  private final int generation;
  private final long computedBefore;
  private final Optional<Map<String, Set<String>>> failed;

  /**
   * @param computedBefore results that are older are computed again; 0: none
   */
  ReplaySelections(
      Installation installation,
      Connection connection,
      ReplayRequest request,
      int generation,
      long computedBefore) {
    this.installation = installation;
    this.connection = connection;
    this.request = request;
    this.generation = generation;
    this.computedBefore = computedBefore;
    this.failed = request.isOfFailures() ? Optional.of(failed()) : Optional.empty();
  }

  private Map<String, Set<String>> failed() {
    return new Failures(installation)
        .rowsOf(generation).stream()
            .collect(
                Collectors.groupingBy(
                    RowAddress::table, Collectors.mapping(RowAddress::key, Collectors.toSet())));
  }

  /** The rows of tables, in their order. */
  Map<ReplayTarget, ReplayRows> rows(List<ReplayTarget> targets) {
    Map<ReplayTarget, ReplayRows> rows = new LinkedHashMap<>();
    targets.forEach(target -> rows.put(target, rows(target)));
    return rows;
  }

  /** How many rows there are of all tables. */
  static long count(Map<ReplayTarget, ReplayRows> rows) throws SQLException {
    long count = 0;
    for (ReplayRows each : rows.values()) {
      count += each.count();
    }
    return count;
  }

  /** The rows of a table. */
  ReplayRows rows(ReplayTarget target) {
    boolean isByAge = request.staleDays().isPresent();
    return new ReplayRows(
        connection,
        installation.names(),
        target.table(),
        generation,
        new Selection(
            request.filter(),
            failed.map(keys -> keys.getOrDefault(target.table().name(), Set.of())),
            isByAge ? computedBefore : 0,
            target.columns()));
  }
}
