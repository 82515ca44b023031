package io.millrace.connectors;

import io.millrace.matching.Dimension;
import io.millrace.matching.Phrase;
import io.millrace.matching.Phrases;
import io.millrace.schemas.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements that make our own schema, from {@code schema.sql}. */
final class SchemaStatements {
  private SchemaStatements() {}

  /** One statement for each paragraph of the file, whose first line says what it is for. */
  static List<SqlStatement> of(Names names) {
    String script =
        Templates.text(
            "schema.sql",
            Map.of(
                "schema", Sql.quote(names.databaseSchema()),
                "phrases", phrases(),
                "strong", String.valueOf(Phrase.STRONG),
                "fair", String.valueOf(Phrase.FAIR)));
    return Arrays.stream(script.strip().split("\n\n")).map(SchemaStatements::statement).toList();
  }

  /** The words of explanations as rows: those that the command uses, so that both say the same. */
  private static String phrases() {
    return Arrays.stream(Dimension.values())
        .map(SchemaStatements::phrases)
        .collect(Collectors.joining(",\n"));
  }

  private static String phrases(Dimension dimension) {
    List<Phrase> phrases = Phrases.of(dimension);
    return IntStream.range(0, phrases.size())
        .mapToObj(place -> phrase(dimension, phrases.get(place), place + 1))
        .collect(Collectors.joining(",\n"));
  }

  private static String phrase(Dimension dimension, Phrase phrase, int place) {
    return "      (%s, %d, %d, %s, %s, %s, %s)"
        .formatted(
            Sql.literal(dimension.planName()),
            place,
            phrase.decimals(),
            Sql.literal(phrase.strong()),
            Sql.literal(phrase.fair()),
            Sql.literal(phrase.weak()),
            Sql.literal(phrase.missing()));
  }

  private static SqlStatement statement(String paragraph) {
    int end = paragraph.indexOf('\n');
    String purpose = paragraph.substring("-- ".length(), end);
    return new SqlStatement(purpose, paragraph.substring(end + 1).strip());
  }
}
