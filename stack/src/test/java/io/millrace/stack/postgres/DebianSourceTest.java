package io.millrace.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianSourceTest {

  @TempDir private Path apt;
  private Path parts;

  @BeforeEach
  void makeFolder() throws IOException {
    parts = Files.createDirectory(apt.resolve("sources.list.d"));
  }

  @Test
  void shouldReadTheOneLineForm() throws IOException {
    Files.writeString(
        apt.resolve("sources.list"),
        """
        # deb http://off.example/debian bookworm main
        deb http://tools.example/apt tools main
        deb [arch=amd64 signed-by=/keys/a.gpg] http://mirror.example/debian bookworm main contrib
        """);

    assertThat(DebianSource.find(apt, "bookworm"))
        .contains(new DebianSource("http://mirror.example/debian", Optional.of("/keys/a.gpg")));
  }

  @Test
  void shouldReadTheStanzaForm() throws IOException {
    Files.writeString(
        parts.resolve("debian.sources"),
        """
        Types: deb
        URIs: http://security.example/debian-security
        Suites: bookworm-security
        Components: main

        Types: deb deb-src
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By: /keys/b.gpg
        """);

    assertThat(DebianSource.find(apt, "bookworm"))
        .contains(new DebianSource("http://mirror.example/debian", Optional.of("/keys/b.gpg")));
  }

  @Test
  void shouldFindNothingWhenNoSourceHasTheSuite() throws IOException {
    Files.writeString(parts.resolve("other.list"), "deb http://tools.example/apt tools main\n");

    assertThat(DebianSource.find(apt, "bookworm")).isEmpty();
  }
}
