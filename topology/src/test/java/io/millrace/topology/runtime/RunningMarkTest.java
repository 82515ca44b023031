package io.millrace.topology.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningMarkTest {
  @TempDir private Path folder;

  @Test
  void shouldBeFoundByTheNextProcess_whenThisOneWasKilled() {
    mark("millrace-g1").set();

    assertThat(mark("millrace-g1").isSet()).isTrue();
    assertThat(mark("millrace-rows").isSet()).as("another application's").isFalse();
  }

  @Test
  void shouldNotBeFound_whenTheProcessEndedByItself() {
    mark("millrace-g1").set();
    mark("millrace-g1").set(); // after each rebalance
    mark("millrace-g1").remove();

    assertThat(mark("millrace-g1").isSet()).isFalse();
  }

  /** The state directory is the user's, who may have made it unwritable since. */
  @Test
  void shouldKeepNobodyFromRunning_whenItCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("no-folder"));
    RunningMark mark = new RunningMark(file, "millrace-g1");

    mark.set();
    mark.remove();

    assertThat(mark.isSet()).isFalse();
  }

  private RunningMark mark(String application) {
    return new RunningMark(folder.resolve("streams"), application);
  }
}
