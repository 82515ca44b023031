package io.millrace.app.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the JDK that runs the tests, above all the one that makes certificates. */
final class JdkPrograms {
  /** Of every store of keys and of certificates. */
  static final String STORE_PASSWORD = "s3cret-of-the-stores";

  private static final int LIMIT_SECONDS = 60;

  private JdkPrograms() {}

  /**
   * Runs keytool on a store in PKCS12.
   *
   * @param folder for what it prints
   */
  static void keytool(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program("keytool")));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    run(command, folder.resolve("keytool.log"));
  }

  /** Where a program of the JDK is. */
  static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Runs a command, which must end well within a minute. */
  static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process run = start(command, log);
    if (!run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || run.exitValue() != 0) {
      run.destroyForcibly();
      throw new IllegalStateException("failed: " + command.get(0) + "\n" + Files.readString(log));
    }
  }

  /** Starts a command that writes all it prints into one file. */
  static Process start(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Tells a process to end, and kills it if it does not within a minute. */
  static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
