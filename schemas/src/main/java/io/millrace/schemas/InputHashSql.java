package io.millrace.schemas;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@link InputHash} as an expression of PostgreSQL, for whoever compares stored hashes with rows:
 * the fence of the sink and the audit.
 *
 * <p>The expression stands in place, without a function of ours: one that cannot be inlined is
 * planned anew for each row (51 against 7 microseconds). Threadsafe.
 */
public final class InputHashSql {
  private static final String SEPARATOR = "chr(31)";

  private InputHashSql() {}

  /**
   * The hash of the input columns of one task.
   *
   * @param columns SQL expressions of type text in the plan's order, at least one; they stand in
   *     the result as they are, so names in them must be quoted already
   * @return an expression of type text that is never NULL
   */
  public static String of(List<String> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a task reads at least one column");
    }
    String joined =
        columns.size() == 1
            ? orEmpty(columns.get(0))
            : columns.stream()
                .map(InputHashSql::doubled)
                .collect(Collectors.joining(" || " + SEPARATOR + " || "));
    return "md5(convert_to(" + joined + ", 'UTF8'))";
  }

  private static String doubled(String column) {
    return "replace(%s, %s, %s || %s)".formatted(orEmpty(column), SEPARATOR, SEPARATOR, SEPARATOR);
  }

  private static String orEmpty(String column) {
    return "coalesce(" + column + ", '')";
  }
}
