package io.millrace.plan;

/** A table's name, perhaps written with its schema. */
record QualifiedName(String schema, String name) {
  /** Splits {@code schema.table}; without a dot the schema is the plan's. */
  static QualifiedName parse(String written, String defaultSchema) {
    int dot = written.indexOf('.');
    return dot < 0
        ? new QualifiedName(defaultSchema, written)
        : new QualifiedName(written.substring(0, dot), written.substring(dot + 1));
  }

  void check(int line, ProblemList problems) {
    if (schema.isEmpty() || name.isEmpty()) {
      problems.add(line, "a table's name must be 'table' or 'schema.table'");
    }
    Identifiers.check(schema, "schema", line, problems);
    Identifiers.check(name, "table", line, problems);
  }
}
