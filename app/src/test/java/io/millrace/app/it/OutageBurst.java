package io.millrace.app.it;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows that are edited in numbers while the model is away, and one that somebody edits then. */
final class OutageBurst {
  private static final List<String> COLUMNS =
      List.of("seeking", "offering", "who_you_serve", "what_you_do");

  private static final String RESULTS =
      " from millrace.provenance p where p.generation = 1 and p.column_name like 'embedding%'"
          + " and p.key in (select md5('burst ' || n)::uuid::text from generate_series(1, ?) n)";

  private static final String FRESH = "md5('in the midst of the burst')::uuid";

  private final Tables tables;
  private final int rows;
  private final List<String> fresh = new ArrayList<>();

  /**
   * @param edits a multiple of 4
   */
  OutageBurst(Tables tables, int edits) {
    this.tables = tables;
    this.rows = edits / COLUMNS.size();
  }

  void insert() throws SQLException {
    tables.execute(
        "insert into profiles (id, name) select md5('burst ' || n)::uuid, 'burst'"
            + " from generate_series(1, ?) n",
        rows);
    tables.execute("insert into profiles (id, name) values (" + FRESH + ", 'fresh')");
  }

  /** Edits every field of every row, each in a transaction of its own. */
  void edit() throws SQLException {
    StringBuilder updates = new StringBuilder();
    for (String column : COLUMNS) {
      updates.append(
          "update profiles set %1$s = 'Burst %1$s ' || n where id = md5('burst ' || n)::uuid; commit; "
              .formatted(column));
    }
    tables.execute("do $$ begin for n in 1..%d loop %s end loop; end $$".formatted(rows, updates));
  }

  /** Somebody edits one field of a row that has nothing to do with the burst. */
  void editInTheMidst() throws SQLException {
    String text = "In the midst, number " + fresh.size();
    tables.execute("update profiles set seeking = ? where id = " + FRESH, text);
    fresh.add(text);
  }

  /** Whether the last such edit has its vector. */
  boolean isLastWritten() throws SQLException {
    return tables
        .text(
            "select exists (select from millrace.provenance p where p.key = "
                + FRESH
                + "::text and p.column_name = 'embedding_seeking'"
                + " and p.input_hash = md5(convert_to(?, 'UTF8')))",
            fresh.get(fresh.size() - 1))
        .equals("true");
  }

  /** How old that edit was when its vector was written, by the database's clock. */
  double lastAge() throws SQLException {
    return Double.parseDouble(
        tables.text(
            "select extract(epoch from written_at - source_committed_at) from millrace.provenance"
                + " where key = "
                + FRESH
                + "::text and column_name = 'embedding_seeking'"));
  }

  /** Vectors of the burst that are written. */
  long written() throws SQLException {
    return Long.parseLong(tables.text("select count(*)" + RESULTS + " and has_value", rows));
  }

  int rows() {
    return rows;
  }

  long edits() {
    return (long) rows * COLUMNS.size();
  }
}
