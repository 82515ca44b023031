package io.millrace.topology.rows;

import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.RowOperation;
import io.millrace.topology.PipelineMetrics.Skip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of one row in the order of its history. Pure: what was remembered and an event
 * give what is to be done.
 *
 * <p>A position that is not beyond the remembered one was seen before (invariant 2); a snapshot may
 * stand at the same position, since it carries the connector's and not the row's; a row that was
 * read again stands where it stood, see {@link Rereads}. A column that came as unchanged keeps its
 * remembered value; where none is remembered it is unresolved, never guessed (invariant 6).
 */
final class RowHistory {
  private RowHistory() {}

  /** What an event means for a row. */
  sealed interface Step {
    /** The row has a new state. */
    record Changed(Row row) implements Step {}

    /** The row is gone. */
    record Gone(RowState state) implements Step {}

    /** Nothing is to be done. */
    record Nothing(Skip reason) implements Step {}
  }

  static Step upsert(
      CapturedTable table, String key, @Nullable RowState stored, ChangeEvent.Upsert event) {
    if (wasSeen(stored, event)) {
      return new Step.Nothing(Skip.REDELIVERED);
    }
    Row known = stored == null ? null : stored.row();
    Row row = merge(table, key, isOfItsOwn(event) ? null : known, event);
    boolean isPlainUpdate = event.operation() == RowOperation.UPDATE && !event.isReread();
    return known != null && isPlainUpdate && isSame(known, row)
        ? new Step.Nothing(Skip.ROW_UNCHANGED)
        : new Step.Changed(row);
  }

  /**
   * Whether nothing that is remembered under the key is about this row. A row that was inserted
   * comes whole, but one whose key was changed comes as created under its new key, without the
   * texts that did not change: another row that had the key before, and whose deletion was in a log
   * that is lost, must not lend it its own.
   */
  private static boolean isOfItsOwn(ChangeEvent.Upsert event) {
    return event.operation() == RowOperation.CREATE && !event.isReread();
  }

  static Step delete(@Nullable RowState stored, ChangeEvent.Delete event) {
    if (stored != null && !stored.isBefore(event.position())) {
      return new Step.Nothing(Skip.REDELIVERED);
    }
    return new Step.Gone(RowState.deleted(event.position()));
  }

  private static boolean wasSeen(@Nullable RowState stored, ChangeEvent.Upsert event) {
    if (stored == null || stored.isBefore(event.position()) || event.isReread()) {
      return false;
    }
    boolean isSamePosition = RowState.compare(stored.position(), event.position()) == 0;
    return event.operation() != RowOperation.SNAPSHOT || !isSamePosition;
  }

  private static Row merge(
      CapturedTable table, String key, @Nullable Row known, ChangeEvent.Upsert event) {
    Map<String, @Nullable String> remembered = resolvedColumns(known);
    List<RowColumn> columns = new ArrayList<>();
    List<String> unresolved = new ArrayList<>();
    columnsOf(table, event, remembered.keySet())
        .forEach(
            (name, value) -> {
              if (value.unchanged() && !remembered.containsKey(name)) {
                unresolved.add(name);
              }
              columns.add(
                  new RowColumn(name, value.unchanged() ? remembered.get(name) : value.text()));
            });
    return new Row(
        table.name(),
        key,
        columns,
        unresolved,
        event.operation(),
        event.position(),
        event.committedAt());
  }

  /**
   * A column that left its table, or got another name, says nothing about its text (invariant 6):
   * what is known of it stays until the plan does not read it any more.
   */
  private static SortedMap<String, ColumnValue> columnsOf(
      CapturedTable table, ChangeEvent.Upsert event, Set<String> known) {
    SortedMap<String, ColumnValue> columns = new TreeMap<>(event.columns());
    table.columns().stream()
        .filter(known::contains)
        .forEach(column -> columns.putIfAbsent(column, ColumnValue.UNCHANGED));
    return columns;
  }

  private static Map<String, @Nullable String> resolvedColumns(@Nullable Row known) {
    Map<String, @Nullable String> columns = new HashMap<>();
    if (known != null) {
      for (RowColumn column : known.getColumns()) {
        if (!known.getUnresolved().contains(column.getName())) {
          columns.put(column.getName(), column.getValue());
        }
      }
    }
    return columns;
  }

  private static boolean isSame(Row known, Row row) {
    return known.getColumns().equals(row.getColumns())
        && known.getUnresolved().equals(row.getUnresolved());
  }
}
