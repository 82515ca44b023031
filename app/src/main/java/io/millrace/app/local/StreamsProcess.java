package io.millrace.app.local;

import io.millrace.app.Main;
import io.millrace.schemas.InputHash;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.StackEnvironment;
import io.millrace.stack.parts.JavaProgram;
import io.millrace.stack.parts.PropertiesText;
import io.millrace.stack.process.Folders;
import io.millrace.topology.runtime.MillraceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Streams applications as a part of the local stack. */
final class StreamsProcess {
  private static final int HEAP_MEGABYTES = 768;
  private final Installation installation;
  private final String placeholder;

  StreamsProcess(Installation installation, String placeholder) {
    this.installation = installation;
    this.placeholder = placeholder;
  }

  /** Where the applications keep their state. */
  static Path stateDirectory(Installation installation) {
    return installation.stack().settings().home().data().resolve("streams");
  }

  void start() {
    installation.stack().startStreams(this::program);
  }

  private JavaProgram program(StackEnvironment environment) {
    LocalHome home = installation.stack().settings().home();
    Map<String, String> settings = settings(environment);
    Path file = home.secrets().resolve("streams.properties");
    Folders.write(file, PropertiesText.of(settings), "rw-------");
    String classPath = System.getProperty("java.class.path");
    return new JavaProgram(
        classPath,
        Main.class.getName(),
        List.of("run", "--settings", file.toString()),
        List.of("-Dmillrace.log.level=INFO", "-Dmillrace.log.kafka.level=WARN"),
        HEAP_MEGABYTES,
        database(environment.database()),
        version(settings, classPath),
        URI.create(environment.statusUrl() + "/ready"));
  }

  /** The variables of {@code run}: so the status page can look at the slot. */
  private static Map<String, String> database(DatabaseAccess access) {
    return Map.of(
        "MILLRACE_JDBC_URL",
        access.jdbcUrl(),
        "MILLRACE_JDBC_USER",
        access.user(),
        "MILLRACE_JDBC_PASSWORD",
        access.password());
  }

  private Map<String, String> settings(StackEnvironment environment) {
    // In the file, so that another provider restarts the process, and tokens are on no command
    // line.
    Map<String, String> settings = new TreeMap<>(installation.providers().values());
    settings.put(MillraceConfig.PREFIX, installation.names().prefix());
    settings.put(MillraceConfig.PLAN, installation.plan().path().toString());
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, environment.bootstrapServers());
    settings.put(MillraceConfig.REGISTRY_URL, environment.registryUrl());
    settings.put(MillraceConfig.PLACEHOLDER, placeholder);
    settings.put(MillraceConfig.STATE_DIRECTORY, stateDirectory(installation).toString());
    settings.put(MillraceConfig.CONNECT_URL, environment.connectUrl());
    settings.put(
        MillraceConfig.STATUS_PORT,
        Integer.toString(URI.create(environment.statusUrl()).getPort()));
    return settings;
  }

  /** Changes with the settings, the plan and the program, so that a rebuilt one is restarted. */
  private String version(Map<String, String> settings, String classPath) {
    try {
      StringBuilder version = new StringBuilder(settings.toString());
      version.append(Files.readString(installation.plan().path()));
      for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (Files.exists(path)) {
          version.append(entry).append(Files.getLastModifiedTime(path).toMillis());
        }
      }
      return InputHash.md5(version.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
