package io.millrace.app.local;

import io.millrace.app.Main;
import io.millrace.schemas.InputHash;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalHome;
import io.millrace.stack.PartName;
import io.millrace.stack.StackEnvironment;
import io.millrace.stack.parts.JavaProgram;
import io.millrace.stack.parts.PropertiesText;
import io.millrace.stack.process.Folders;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.PassedOn;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Streams applications as a part of the local stack. */
final class StreamsProcess {
  private static final int HEAP_MEGABYTES = 768;

  /**
   * Kafka's own for exactly-once. Nobody reads a generation that is being built, and each commit
   * costs every part; the default of Millrace is for readers.
   */
  private static final int BUILDING_COMMIT_MILLIS = 100;

  private final Installation installation;
  private final String placeholder;
  private final PlannedGeneration generation;
  private final Optional<PlannedGeneration> owner;

  /**
   * Rows are assembled by {@link PartName#STREAMS} only.
   *
   * @param owner an older generation whose results are taken where they are the same
   */
  StreamsProcess(
      Installation installation,
      String placeholder,
      PlannedGeneration generation,
      Optional<PlannedGeneration> owner) {
    this.installation = installation;
    this.placeholder = placeholder;
    this.generation = generation;
    this.owner = owner;
  }

  private String versions(PlannedGeneration other) {
    return InstalledTasks.versions(installation, other).stream()
        .map(task -> task.table() + "." + task.column() + ":" + task.version())
        .collect(Collectors.joining(","));
  }

  /** Where the applications keep their state. */
  static Path stateDirectory(Installation installation) {
    return installation.stack().settings().home().data().resolve("streams");
  }

  /** Where a generation's models keep what has to outlive the process: one process a folder. */
  static Path inferenceDirectory(Installation installation, int generation) {
    String folder =
        generation == Installation.GENERATION ? "inference" : "inference-g" + generation;
    return stateDirectory(installation).resolve(folder);
  }

  void start() {
    installation.stack().startStreams(generation.part(), this::program);
  }

  private JavaProgram program(StackEnvironment environment) {
    LocalHome home = installation.stack().settings().home();
    Map<String, String> settings = settings(environment);
    Path file = home.secrets().resolve(generation.part().label() + ".properties");
    Folders.write(file, PropertiesText.of(settings), "rw-------");
    String classPath = System.getProperty("java.class.path");
    return new JavaProgram(
        classPath,
        Main.class.getName(),
        List.of("run", "--settings", file.toString()),
        List.of(),
        HEAP_MEGABYTES,
        database(environment.database()),
        ProviderEnvironment.variables(),
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
    // line. Variables, which would go before it, are hidden: they may speak of another provider.
    Map<String, String> settings = new TreeMap<>(generation.providers(installation).values());
    settings.put(MillraceConfig.PREFIX, installation.names().prefix());
    settings.put(MillraceConfig.PLAN, generation.planFile().toString());
    settings.put(MillraceConfig.EMBEDDING_MODEL, generation.plan().embeddingModel());
    settings.put(MillraceConfig.GENERATION, Integer.toString(generation.number()));
    owner.ifPresent(
        other -> {
          settings.put(MillraceConfig.OWNER, Integer.toString(other.number()));
          settings.put(MillraceConfig.OWNER_VERSIONS, versions(other));
        });
    boolean isFirst = generation.part() == PartName.STREAMS;
    settings.put(MillraceConfig.ROWS, Boolean.toString(isFirst));
    if (!isFirst) {
      settings.put(MillraceConfig.COMMIT_INTERVAL, Integer.toString(BUILDING_COMMIT_MILLIS));
    }
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, environment.bootstrapServers());
    settings.put(MillraceConfig.REGISTRY_URL, environment.registryUrl());
    environment
        .kafka()
        .client()
        .forEach((key, value) -> settings.put(PassedOn.KAFKA.prefix() + key, value));
    environment
        .registry()
        .client()
        .forEach((key, value) -> settings.put(PassedOn.REGISTRY.prefix() + key, value));
    settings.put(MillraceConfig.PLACEHOLDER, placeholder);
    settings.put(MillraceConfig.STATE_DIRECTORY, stateDirectory(installation).toString());
    settings.putIfAbsent(
        MillraceConfig.INFERENCE_DIRECTORY,
        inferenceDirectory(installation, generation.number()).toString());
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
      version.append(Files.readString(generation.planFile()));
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
