package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.Main;
import io.millrace.stack.process.Probe;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the {@code millrace} command as processes that know their parts by variables, as containers
 * do.
 *
 * @param variables what each process is told
 * @param logs the folder of what they print
 */
record MillraceProcesses(Map<String, String> variables, Path logs) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  MillraceProcesses {
    variables = Map.copyOf(variables);
  }

  /**
   * What a command did.
   *
   * @param output all that it printed
   */
  record Ended(int code, String output) {}

  /** The same with other variables besides, or in place of some. */
  MillraceProcesses with(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(others);
    return new MillraceProcesses(all, logs);
  }

  /** Runs a command that has to end well; returns what it printed. */
  String run(String... arguments) throws Exception {
    Ended ended = attempt(arguments);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended.output();
  }

  /** Runs a command to its end. */
  Ended attempt(String... arguments) throws Exception {
    Path log = Files.createTempFile(logs, "command-" + arguments[0] + "-", ".log");
    Process process = start(log, arguments);
    boolean isEnded = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!isEnded) {
      process.destroyForcibly();
    }
    assertThat(isEnded).as(() -> "ended in time; see " + log).isTrue();
    return new Ended(process.exitValue(), Files.readString(log));
  }

  /** Starts {@code millrace run} and returns when it is ready. */
  Process startApplications(Path log, int statusPort) throws Exception {
    Process process =
        with(Map.of("MILLRACE_STATUS_PORT", Integer.toString(statusPort))).start(log, "run");
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              assertThat(process.isAlive()).as(() -> "alive; see " + log).isTrue();
              return Probe.succeeds(URI.create("http://127.0.0.1:" + statusPort + "/ready"));
            });
    return process;
  }

  private Process start(Path log, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                JdkPrograms.program("java"),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmillrace.log.level=INFO",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }
}
