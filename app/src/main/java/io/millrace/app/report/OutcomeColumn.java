package io.millrace.app.report;

import io.millrace.app.UserException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column of a table of the host that says what became of a match.
 *
 * @param schema of the table
 * @param table its name
 * @param column the column
 * @param matchColumn its column that names the match
 */
public record OutcomeColumn(String schema, String table, String column, String matchColumn) {
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]{0,62}");

  /**
   * Reads {@code TABLE.COLUMN} or {@code SCHEMA.TABLE.COLUMN}, each as the catalog spells it.
   *
   * @param defaultSchema where the table lies if no schema is named
   * @param matchColumn column that holds the key of the match
   * @throws UserException with a sentence where it is no such name
   */
  public static OutcomeColumn parse(String name, String defaultSchema, String matchColumn) {
    List<String> parts = List.of(name.split("\\.", -1));
    boolean isNamed =
        (parts.size() == 2 || parts.size() == 3)
            && parts.stream().allMatch(OutcomeColumn::isIdentifier)
            && isIdentifier(matchColumn);
    if (!isNamed) {
      throw UserException.usage(
          "--outcomes needs TABLE.COLUMN or SCHEMA.TABLE.COLUMN, and --outcomes-match a column, all"
              + " of letters, digits and underscores.");
    }
    int last = parts.size() - 1;
    String schema = parts.size() == 3 ? parts.get(0) : defaultSchema;
    return new OutcomeColumn(schema, parts.get(last - 1), parts.get(last), matchColumn);
  }

  private static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }
}
