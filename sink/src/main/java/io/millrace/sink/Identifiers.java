package io.millrace.sink;

import java.util.regex.Pattern;

/** Names of schemas, tables and columns, which SQL cannot take as parameters. */
final class Identifiers {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  /** PostgreSQL cuts longer names off silently (NAMEDATALEN - 1). */
  private static final int LONGEST = 63;

  private Identifiers() {}

  /** Whether this is a name that PostgreSQL keeps whole: letters, digits, underscore, dollar. */
  static boolean isValid(String name) {
    return name.length() <= LONGEST && PLAIN.matcher(name).matches();
  }

  /** Quotes a valid name, so that mixed case and reserved words are taken as they are. */
  static String quote(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException("'" + name + "' is not a valid identifier");
    }
    return '"' + name + '"';
  }

  /** Quotes a name that PostgreSQL's catalog gave, whatever characters it holds. */
  static String quoteFound(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quote(String schema, String name) {
    return quote(schema) + "." + quote(name);
  }
}
