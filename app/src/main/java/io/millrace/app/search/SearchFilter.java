package io.millrace.app.search;

import io.millrace.app.UserException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A condition on a column of the rows that are looked for.
 *
 * @param column as the catalog spells it
 * @param value as PostgreSQL reads it from text
 */
public record SearchFilter(String column, Operator operator, String value) {
  /** How a column is compared. */
  public enum Operator {
    EQUAL("=", "="),
    NOT_EQUAL("!=", "is distinct from"),
    LESS("<", "<"),
    AT_MOST("<=", "<="),
    GREATER(">", ">"),
    AT_LEAST(">=", ">="),
    /** The column's text has the value in it, in whatever case. */
    CONTAINS("~", "");

    private final String sign;
    private final String sql;

    Operator(String sign, String sql) {
      this.sign = sign;
      this.sql = sql;
    }

    /** As it is written in SQL between two values; empty where it is no operator there. */
    String sql() {
      return sql;
    }
  }

  /** Longer signs first: {@code <=} begins as {@code <} does. */
  private static final List<Operator> OPERATORS =
      Arrays.stream(Operator.values())
          .sorted(Comparator.comparingInt((Operator operator) -> -operator.sign.length()))
          .toList();

  /**
   * Reads {@code column=value}, or another sign in place of {@code =}; the first sign counts.
   *
   * @throws UserException if there is none, or no column before it
   */
  public static SearchFilter parse(String text) {
    for (int at = 1; at < text.length(); at++) {
      for (Operator operator : OPERATORS) {
        if (text.startsWith(operator.sign, at)) {
          return new SearchFilter(
              text.substring(0, at).strip(),
              operator,
              text.substring(at + operator.sign.length()).strip());
        }
      }
    }
    throw UserException.usage(
        "The filter '%s' is not of the form COLUMN=VALUE; instead of = there may be !=, <, <=, >, >= or ~ (contains)."
            .formatted(text));
  }

  /**
   * The condition with one parameter, which is text.
   *
   * @param quoted the column as SQL needs it
   * @param kind of the column
   * @throws UserException if a number is needed and the value is none
   */
  String condition(String quoted, ComparedAs kind) {
    if (operator == Operator.CONTAINS) {
      return "position(lower(?) in lower(%s::text)) > 0".formatted(quoted);
    }
    if (kind == ComparedAs.NUMBER) {
      requireNumber();
    }
    return "%s::%s %s ?::%s".formatted(quoted, kind.sql(), operator.sql(), kind.sql());
  }

  private void requireNumber() {
    try {
      var unused = new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw UserException.usage(
          "The filter on '%s' needs a number, and '%s' is none.".formatted(column, value));
    }
  }
}
