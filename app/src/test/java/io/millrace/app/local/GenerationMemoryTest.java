package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.Generation;
import io.millrace.connectors.Generation.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationMemoryTest {
  @TempDir private Path folder;

  @Test
  void shouldRememberAllOfTheActiveGeneration() {
    Generation active =
        new Generation(
            3,
            State.ACTIVE,
            Optional.of("a/model"),
            Optional.of("plan.yaml"),
            Map.of("millrace.embedding.provider", "tei"));
    GenerationMemory memory = new GenerationMemory(folder);

    memory.write(active);

    assertThat(memory.read()).isEqualTo(active);
  }

  @Test
  void shouldTakeTheFirstOneWhereNobodyRememberedAny() {
    assertThat(new GenerationMemory(folder).read()).isEqualTo(Generation.first());
  }

  @Test
  void shouldReadTheNumberThatAnOlderVersionRemembered() throws IOException {
    Files.writeString(folder.resolve("active-generation"), "2");

    Generation remembered = new GenerationMemory(folder).read();

    assertThat(remembered)
        .isEqualTo(new Generation(2, State.ACTIVE, Optional.empty(), Optional.empty(), Map.of()));
  }
}
