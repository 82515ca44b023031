package io.millrace.app.search;

/** As what the values of a column are compared. */
enum ComparedAs {
  NUMBER("numeric"),
  TIME("timestamptz"),
  TRUTH("boolean"),
  /** Whatever else there is, by its text. */
  TEXT("text");

  private final String sql;

  ComparedAs(String sql) {
    this.sql = sql;
  }

  /** The type that both sides of a comparison are cast to. */
  String sql() {
    return sql;
  }

  /**
   * The kind of a type.
   *
   * @param category {@code typcategory} of PostgreSQL's {@code pg_type}
   */
  static ComparedAs ofCategory(String category) {
    return switch (category) {
      case "N" -> NUMBER;
      case "D" -> TIME;
      case "B" -> TRUTH;
      default -> TEXT;
    };
  }
}
