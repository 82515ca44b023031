package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void shouldKeepThePlaceholderAndMakeItUnguessable() {
    String first = new LocalSecrets(folder).placeholder();
    String second = new LocalSecrets(folder).placeholder();

    assertThat(first).isEqualTo(second).hasSizeGreaterThan(40);
  }

  @Test
  void shouldWriteCredentialsThatOnlyTheOwnerCanRead() throws IOException {
    DatabaseAccess access =
        new DatabaseAccess("localhost", 5432, "app", "somebody", "pass\\word", "");

    Path file = new LocalSecrets(folder).database(access);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    assertThat(properties)
        .containsEntry("user", "somebody")
        .containsEntry("password", "pass\\word");
  }
}
