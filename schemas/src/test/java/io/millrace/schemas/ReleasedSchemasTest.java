package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** Holds every release's schemas against the present ones; see {@code released/README.md}. */
class ReleasedSchemasTest {
  private static final Path RELEASED = Path.of("src/test/resources/released");

  /** The oldest release whose schemas must be there; empty: nothing was released yet. */
  private static final Optional<String> FIRST_RELEASE = Optional.empty();

  @Test
  void shouldHoldTheSchemasOfEveryReleaseFromTheFirst() throws IOException {
    List<String> releases = releases().map(folder -> String.valueOf(folder.getFileName())).toList();

    FIRST_RELEASE.ifPresentOrElse(
        first -> assertThat(releases).contains(first),
        () ->
            assertThat(releases)
                .as("nothing was released yet; set FIRST_RELEASE with the first folder")
                .isEmpty());
  }

  @Test
  void shouldReadAndBeReadByEveryRelease() throws IOException {
    Map<String, Schema> present = Contracts.named(Contracts.TOPICS);
    List<String> problems = new ArrayList<>();

    for (Path release : releases().toList()) {
      for (Schema old : schemas(release)) {
        problems.addAll(problems(release, old, present.get(old.getFullName())));
      }
    }

    assertThat(problems).isEmpty();
  }

  @Test
  void shouldFindAFieldThatWasAddedWithoutDefault() {
    Schema old =
        SchemaBuilder.record("Row").namespace("x").fields().requiredString("key").endRecord();
    Schema changed =
        SchemaBuilder.record("Row")
            .namespace("x")
            .fields()
            .requiredString("key")
            .requiredString("added")
            .endRecord();

    assertThat(problems(Path.of("0.0.0"), old, changed))
        .singleElement()
        .asString()
        .contains("cannot read records of 0.0.0")
        .contains("added");
  }

  @Test
  void shouldFindARecordThatWasRemoved() {
    Schema old =
        SchemaBuilder.record("Row").namespace("x").fields().requiredString("key").endRecord();

    assertThat(problems(Path.of("0.0.0"), old, null))
        .containsExactly("x.Row of 0.0.0 does not exist any more");
  }

  private static List<String> problems(
      Path release, Schema old, @org.jspecify.annotations.Nullable Schema present) {
    if (present == null) {
      return List.of(
          old.getFullName() + " of " + release.getFileName() + " does not exist any more");
    }
    List<String> problems = new ArrayList<>();
    check(present, old)
        .map(why -> old.getFullName() + " cannot read records of " + release.getFileName() + why)
        .ifPresent(problems::add);
    check(old, present)
        .map(why -> old.getFullName() + " cannot be read by " + release.getFileName() + why)
        .ifPresent(problems::add);
    return problems;
  }

  private static Optional<String> check(Schema reader, Schema writer) {
    SchemaCompatibility.SchemaPairCompatibility compatibility =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return compatibility.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Optional.empty()
        : Optional.of(": " + compatibility.getResult().getIncompatibilities());
  }

  private static Stream<Path> releases() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      return files.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  private static List<Schema> schemas(Path release) throws IOException {
    List<Schema> schemas = new ArrayList<>();
    try (Stream<Path> files = Files.list(release)) {
      for (Path file : files.sorted().toList()) {
        schemas.add(new Schema.Parser().parse(Files.readString(file)));
      }
    }
    return schemas;
  }
}
