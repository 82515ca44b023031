package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
  void shouldLetOnlyTheOwnerReadThePlaceholder() throws IOException {
    new LocalSecrets(folder).placeholder();

    Path file = folder.resolve("unavailable-value-placeholder");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
