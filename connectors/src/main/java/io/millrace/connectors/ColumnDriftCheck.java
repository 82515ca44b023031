package io.millrace.connectors;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether tables, columns and our own schema are there and as the plan needs them. */
final class ColumnDriftCheck implements DatabaseCheck {
  private static final String CHECK = "columns";
  private static final String END_OF_WHAT = "; ";

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    new PreparationChecks(
            database.plan(), database.names(), database.dimensions(), database.state())
        .problems()
        .forEach(problem -> findings.add(fault(problem)));
    missing(database)
        .forEach(
            column ->
                findings.add(
                    new Finding.Fault(
                        CHECK,
                        "the column of results " + column + " is gone",
                        database.mending()
                            + ", and then 'millrace audit --repair': stored results come back"
                            + " without a model call")));
    if (!hasOwnSchema(database)) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "the schema '" + database.names().databaseSchema() + "' is not there or not whole",
              database.mending()));
    }
    return findings.isEmpty()
        ? List.of(new Finding.Fine(CHECK, "tables and columns are as the plan needs them"))
        : findings;
  }

  /** Problems say what is wrong, then what to do. */
  private static Finding fault(String problem) {
    int end = problem.indexOf(END_OF_WHAT);
    return end < 0
        ? new Finding.Fault(CHECK, problem, "correct the plan or the table")
        : new Finding.Fault(
            CHECK, problem.substring(0, end), problem.substring(end + END_OF_WHAT.length()));
  }

  private static Set<String> missing(Looked database) {
    Set<String> missing = new TreeSet<>();
    for (WantedColumn wanted : WantedColumn.of(database.plan())) {
      boolean hasTable = database.state().table(wanted.table()).isPresent();
      if (hasTable && database.state().column(wanted).isEmpty()) {
        missing.add("'" + wanted.name() + "' of '" + wanted.table() + "'");
      }
    }
    return missing;
  }

  private static boolean hasOwnSchema(Looked database) throws SQLException {
    List<String> tables =
        database
            .catalog()
            .texts(
                "select tablename from pg_tables where schemaname = ?",
                database.names().databaseSchema());
    return tables.containsAll(
        List.of(InstalledObjects.TABLE, "generation", "provenance", "heartbeat", "signal"));
  }
}
