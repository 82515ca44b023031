package io.millrace.topology;

import io.millrace.schemas.RowColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up columns of rows and features. */
public final class RowColumns {
  private RowColumns() {}

  /** The column's value; null is SQL's NULL, or a column that is not there. */
  public static @Nullable String value(List<RowColumn> columns, String name) {
    return columns.stream()
        .filter(column -> column.getName().equals(name))
        .findFirst()
        .map(RowColumn::getValue)
        .orElse(null);
  }
}
