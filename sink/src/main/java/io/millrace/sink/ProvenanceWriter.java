package io.millrace.sink;

import io.millrace.schemas.TaskResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Notes where the values of one table's rows came from, in the transaction that wrote them: one
 * statement a column, since one a value made the whole batch a quarter slower.
 */
final class ProvenanceWriter {
  private static final String WRITTEN = "written";
  private static final String HELD = "held_by_other";

  private final TableLayout layout;
  private final TableSql sql;

  private record Note(Change.Enriched change, RowPlan.Value value, boolean held) {
    TaskResult result() {
      return value.result();
    }

    boolean hasValue() {
      return !held && value.isPresent();
    }
  }

  ProvenanceWriter(TableLayout layout, TableSql sql) {
    this.layout = layout;
    this.sql = sql;
  }

  /** Notes what was written and what is held by others; to be called after the update. */
  void remember(Connection connection, List<RowPlan> plans) throws SQLException {
    for (ColumnTarget column : layout.target().columns()) {
      List<Note> notes = new ArrayList<>();
      for (RowPlan plan : plans) {
        collect(column, plan, plan.writes(), false, notes);
        collect(column, plan, plan.held(), true, notes);
      }
      if (!notes.isEmpty()) {
        remember(connection, column, notes);
      }
    }
  }

  private static void collect(
      ColumnTarget column,
      RowPlan plan,
      List<RowPlan.Value> values,
      boolean held,
      List<Note> notes) {
    for (RowPlan.Value value : values) {
      if (value.column().equals(column)) {
        notes.add(new Note(plan.change(), value, held));
      }
    }
  }

  private void remember(Connection connection, ColumnTarget column, List<Note> notes)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.remember(column))) {
      new Parameters(statement)
          .text(layout.target().table())
          .text(column.name())
          .integer(layout.generation())
          .array("text", each(notes, note -> note.change().key()))
          .array("text", each(notes, note -> note.result().getInputHash()))
          .array("text", each(notes, note -> note.result().getTaskVersion()))
          .array("text", each(notes, note -> note.result().getModel()))
          .array("int4", each(notes, note -> note.change().row().getEpoch()))
          .array("int8", each(notes, note -> note.result().getRevision()))
          .array("bool", each(notes, Note::hasValue))
          .array("text", each(notes, note -> note.held() ? HELD : WRITTEN))
          .array("int8", each(notes, note -> note.change().row().getCausedAt()))
          .array("bool", each(notes, note -> note.result().getTruncated()))
          .array("text", each(notes, note -> String.join(",", note.result().getMarks())));
      statement.executeUpdate();
    }
  }

  private static Object[] each(List<Note> notes, Function<Note, Object> part) {
    return notes.stream().map(part).toArray();
  }

  /** Drops the provenance of rows that are gone. */
  void forget(Connection connection, List<Change.Deleted> deleted) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.forget())) {
      Parameters parameters = new Parameters(statement);
      for (Change.Deleted change : deleted) {
        parameters.text(change.table()).text(change.key()).text(change.key()).add();
      }
      statement.executeBatch();
    }
  }
}
