package io.millrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

  private static final long OWN_PID = ProcessHandle.current().pid();

  @TempDir private Path folder;

  @Test
  void shouldFindARunningProcessAgainThroughItsFile() {
    PidFile file = new PidFile(folder.resolve("part.pid"));
    ProcessIdentity own = ProcessIdentity.of(OWN_PID).orElseThrow();

    file.write(own);

    assertThat(file.read()).contains(own);
    assertThat(own.isAlive()).isTrue();
  }

  @Test
  void shouldNotMistakeAnotherProcessWithTheSameNumber() {
    ProcessIdentity own = ProcessIdentity.of(OWN_PID).orElseThrow();

    ProcessIdentity earlier = new ProcessIdentity(OWN_PID, own.startTicks() - 1, own.boot());
    ProcessIdentity beforeReboot = new ProcessIdentity(OWN_PID, own.startTicks(), "another boot");

    assertThat(earlier.isAlive()).isFalse();
    assertThat(beforeReboot.isAlive()).isFalse();
  }

  @Test
  void shouldNotFindAnEndedProcess() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(ProcessIdentity.of(process.pid())).isEmpty();
  }

  @Test
  void shouldSignalOnlyThatProcess() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

    new ProcessIdentity(identity.pid(), identity.startTicks() + 1, identity.boot()).send("KILL");
    boolean stillAlive = identity.isAlive();
    identity.send("TERM");
    int exitCode = process.waitFor();

    assertThat(stillAlive).isTrue();
    assertThat(exitCode).isEqualTo(128 + 15);
  }

  @Test
  void shouldTreatAHalfWrittenFileAsNone() throws IOException {
    PidFile file = new PidFile(folder.resolve("part.pid"));

    Files.writeString(file.path(), "123 ");

    assertThat(file.read()).isEmpty();
  }
}
