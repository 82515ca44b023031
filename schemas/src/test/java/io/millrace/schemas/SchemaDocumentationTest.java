package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaDocumentationTest {
  private static final Path SOURCES = Path.of("src/main/avro");
  private static final Pattern RECORD =
      Pattern.compile("\"type\": \"record\", \"name\": \"(\\w+)\"");

  @Test
  void shouldExplainEveryRecordAndField() {
    List<String> unexplained = new ArrayList<>();

    for (Schema schema : all()) {
      if (isBlank(schema.getDoc())) {
        unexplained.add(schema.getFullName());
      }
      if (schema.getType() == Schema.Type.RECORD) {
        schema.getFields().stream()
            .filter(field -> isBlank(field.doc()))
            .forEach(field -> unexplained.add(schema.getFullName() + "." + field.name()));
      }
    }

    assertThat(unexplained).isEmpty();
  }

  @Test
  void shouldSayWhatNullMeansInEveryFieldThatMayBeNull() {
    List<String> unexplained = new ArrayList<>();

    for (Schema schema : all()) {
      if (schema.getType() == Schema.Type.RECORD) {
        schema.getFields().stream()
            .filter(field -> field.schema().isNullable())
            .filter(field -> !field.name().equals("result")) // its doc names the state it is of
            .filter(field -> field.doc() == null || !field.doc().contains("null"))
            .forEach(field -> unexplained.add(schema.getFullName() + "." + field.name()));
      }
    }

    assertThat(unexplained).isEmpty();
  }

  @Test
  void shouldKnowEveryRecordOfTheSources() throws IOException {
    TreeSet<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        RECORD
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> written.add(match.group(1)));
      }
    }

    assertThat(all())
        .filteredOn(schema -> schema.getType() == Schema.Type.RECORD)
        .extracting(Schema::getName)
        .containsExactlyInAnyOrderElementsOf(written);
  }

  private static List<Schema> all() {
    List<Schema> roots = new ArrayList<>(Contracts.TOPICS);
    roots.addAll(Contracts.STORES);
    return new ArrayList<>(Contracts.named(roots).values());
  }

  private static boolean isBlank(@org.jspecify.annotations.Nullable String text) {
    return text == null || text.isBlank();
  }
}
