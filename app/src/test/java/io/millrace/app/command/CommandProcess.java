package io.millrace.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.Main;
import io.millrace.stack.DatabaseAccess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs commands as processes of their own, since a database of one's own is named by variables of
 * the environment. Not for several threads.
 */
final class CommandProcess {
  private final Path folder;
  private final Map<String, String> variables;

  /**
   * What a command did.
   *
   * @param code its exit code
   * @param output what it printed on standard output
   * @param errors what it printed on standard error
   */
  record Ended(int code, String output, String errors) {
    JsonNode json() {
      try {
        return Json.MAPPER.readTree(output);
      } catch (IOException e) {
        throw new AssertionError("not one JSON document: " + output, e);
      }
    }
  }

  /**
   * @param folder for what it prints and for the home of its installation
   * @param database the database that the commands are told of
   */
  CommandProcess(Path folder, DatabaseAccess database) {
    this.folder = folder;
    this.variables =
        Map.of(
            "MILLRACE_HOME", folder.resolve("no-stack").toString(),
            "MILLRACE_JDBC_URL", database.jdbcUrl(),
            "MILLRACE_JDBC_USER", database.user(),
            "MILLRACE_JDBC_PASSWORD", database.password());
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.to(output.toFile()))
            .redirectError(Redirect.to(errors.toFile()));
    builder.environment().putAll(variables);
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
  }
}
