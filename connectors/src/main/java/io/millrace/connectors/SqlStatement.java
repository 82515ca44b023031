package io.millrace.connectors;

/**
 * One SQL statement and why it is run.
 *
 * @param purpose what it does, as in "add the column x"
 * @param sql without a semicolon at its end
 */
public record SqlStatement(String purpose, String sql) {
  /** The statement as a script would hold it, under its purpose as a comment. */
  public String script() {
    return "-- " + purpose.replace('\n', ' ') + "\n" + sql + ";\n";
  }
}
