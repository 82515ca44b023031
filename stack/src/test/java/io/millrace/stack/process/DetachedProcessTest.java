package io.millrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.stack.LocalHome;
import io.millrace.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    process().stop(StopRule.CRASH);
  }

  @Test
  void shouldFindTheProcessAgainAndStopIt() {
    process().spawn(shell("exec sleep 60"));

    boolean ran = process().running().isPresent();
    boolean stopped = process().stop(StopRule.TERMINATE);

    assertThat(ran).isTrue();
    assertThat(stopped).isTrue();
    assertThat(process().running()).isEmpty();
    assertThat(process().died()).isFalse();
  }

  @Test
  void shouldNameTheLogAndItsLastLineWhenThePartDiesAtStart() {
    DetachedProcess process = process();
    process.spawn(shell("echo first; echo the disk is full; exit 3"));

    assertThatThrownBy(() -> process.awaitReady(() -> false, LIMIT))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(process.log().toString())
        .hasMessageEndingWith("the disk is full");
    assertThat(process.died()).isTrue();
  }

  @Test
  void shouldSayThatThePartWasNotReadyInTime() {
    DetachedProcess process = process();
    process.spawn(shell("exec sleep 60"));

    assertThatThrownBy(() -> process.awaitReady(() -> false, Duration.ofMillis(100)))
        .hasMessageContaining("was not ready");
  }

  @Test
  void shouldKillAPartThatDoesNotStop() {
    DetachedProcess process = process();
    process.spawn(shell("trap '' TERM; echo deaf; while true; do sleep 1; done"));
    process.awaitReady(() -> new LogFile(process.log()).lastLine().equals("deaf"), LIMIT);

    process.stop(new StopRule("TERM", Duration.ofMillis(100)));

    assertThat(process.running()).isEmpty();
  }

  @Test
  void shouldKeepTheLogOfTheStartBefore() throws IOException {
    process().spawn(shell("echo one"));
    Waiting.until(LIMIT, () -> process().died());

    process().spawn(shell("echo two"));
    Waiting.until(LIMIT, () -> process().died());

    Path previous = process().log().resolveSibling("part.log.previous");
    assertThat(Files.readString(previous)).isEqualTo("one\n");
    assertThat(Files.readString(process().log())).isEqualTo("two\n");
  }

  @Test
  void shouldTellAnotherWayOfStarting() {
    process().spawn(shell("exec sleep 60"));

    assertThat(process().wasStartedAs(shell("exec sleep 60"))).isTrue();
    assertThat(process().wasStartedAs(shell("exec sleep 61"))).isFalse();
  }

  @Test
  void shouldHandOnAllVariablesButThoseThatAreHidden() throws IOException {
    Launch launch =
        new Launch(
            List.of("/bin/sh", "-c", "echo \"${HOME:-nothing} $ADDED\""),
            Path.of("/"),
            Map.of("ADDED", "something"),
            Set.of("HOME", "NOT_THERE"),
            "");

    process().spawn(launch);
    Waiting.until(LIMIT, () -> process().died());

    assertThat(Files.readString(process().log())).isEqualTo("nothing something\n");
  }

  private DetachedProcess process() {
    return new DetachedProcess(new LocalHome(folder), "part");
  }

  private static Launch shell(String script) {
    return new Launch(List.of("/bin/sh", "-c", script), Path.of("/"), Map.of(), "");
  }
}
