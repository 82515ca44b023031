package io.millrace.stack.parts;

import io.millrace.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of the parts as the build, or the release archive, lays them out.
 *
 * @param folder the {@code parts} folder of the checkout or archive
 */
public record PartsFolder(Path folder) {

  /** Makes the path absolute. */
  public PartsFolder {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the class path of the broker and the Connect worker. */
  public String kafkaClassPath() {
    return existing("kafka/target/lib", "kafka") + "/*";
  }

  /** Returns the folder of Debezium and the Avro converter. */
  public Path plugins() {
    return existing("plugins/target/plugins", "plugins");
  }

  /**
   * Returns the options that show a process's metrics to Prometheus on loopback; empty where the
   * agent was not built.
   */
  List<String> exporter(int port) {
    Path agent = folder.resolve("exporter/target/exporter/jmx_prometheus_javaagent.jar");
    Path rules = folder.resolveSibling("deploy").resolve("jmx/connect.yml");
    return Files.isRegularFile(agent) && Files.isRegularFile(rules)
        ? List.of("-javaagent:%s=127.0.0.1:%d:%s".formatted(agent, port, rules))
        : List.of();
  }

  /** Returns the jar of the schema registry. */
  public Path registryJar() {
    Path registry = existing("registry/target/registry", "registry");
    try (Stream<Path> files = Files.list(registry)) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new StackException("No registry jar lies in " + registry));
    } catch (IOException e) {
      throw new StackException("Cannot read " + registry, e);
    }
  }

  /** Where the build leaves them, or where the release archive has them. */
  private Path existing(String built, String released) {
    Path path = folder.resolve(built);
    if (Files.isDirectory(path)) {
      return path;
    }
    Path archived = folder.resolve(released);
    if (Files.isDirectory(archived) && !Files.exists(archived.resolve("pom.xml"))) {
      return archived;
    }
    throw new StackException(
        "The folder " + path + " is missing; build it with: mvn -DskipTests package");
  }
}
