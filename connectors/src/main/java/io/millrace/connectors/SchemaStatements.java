package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The statements that make our own schema, from {@code schema.sql}. */
final class SchemaStatements {
  private SchemaStatements() {}

  /** One statement for each paragraph of the file, whose first line says what it is for. */
  static List<SqlStatement> of(Names names) {
    String script =
        Templates.text("schema.sql", Map.of("schema", Sql.quote(names.databaseSchema())));
    return Arrays.stream(script.strip().split("\n\n")).map(SchemaStatements::statement).toList();
  }

  private static SqlStatement statement(String paragraph) {
    int end = paragraph.indexOf('\n');
    String purpose = paragraph.substring("-- ".length(), end);
    return new SqlStatement(purpose, paragraph.substring(end + 1).strip());
  }
}
