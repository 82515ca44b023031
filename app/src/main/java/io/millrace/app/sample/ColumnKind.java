package io.millrace.app.sample;

/** How a host column's value is shown in JSON and sent to PostgreSQL. */
enum ColumnKind {
  UUID("?::uuid"),
  TEXT("?"),
  TEXT_ARRAY("?"),
  JSON("?::jsonb"),
  INTEGER("?"),
  DOUBLE("?");

  private final String placeholder;

  ColumnKind(String placeholder) {
    this.placeholder = placeholder;
  }

  /** The parameter marker of an INSERT, cast where the driver would send plain text. */
  String placeholder() {
    return placeholder;
  }
}
