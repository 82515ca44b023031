package io.millrace.stack.postgres;

import io.millrace.stack.StackException;
import io.millrace.stack.process.Commands;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Downloads Debian packages with apt under a private configuration and unpacks them, without root
 * and without touching the system's packages.
 */
public final class DebianPackages {

  static final String MIRROR_VARIABLE = "MILLRACE_DEBIAN_MIRROR";
  private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path folder;
  private final String suite;
  private final Map<String, String> environment;

  /**
   * Works in the folder, which is deleted by the caller.
   *
   * @param suite Debian's release by its code name
   */
  public DebianPackages(Path folder, String suite, Map<String, String> environment) {
    this.folder = Folders.make(folder);
    this.suite = suite;
    this.environment = environment;
  }

  /** Downloads the packages and unpacks them all into one tree, which it returns. */
  public Path fetch(List<String> packages) {
    if (!Commands.exists("apt-get") || !Commands.exists("dpkg")) {
      throw new StackException(
          "%s can only be taken from Debian's packages with apt-get and dpkg, which are missing here; name a database of your own in MILLRACE_JDBC_URL."
              .formatted(packages.get(0)));
    }
    configure();
    apt("Reading the package list of Debian " + suite, List.of("update"));
    apt("Downloading " + String.join(", ", packages), download(packages));
    return unpack();
  }

  private static List<String> download(List<String> packages) {
    List<String> arguments = new ArrayList<>(List.of("download"));
    arguments.addAll(packages);
    return arguments;
  }

  private void configure() {
    for (String name : List.of("lists/partial", "cache/archives/partial", "state", "none")) {
      Folders.make(folder.resolve(name));
    }
    Folders.write(folder.resolve("status"), "", "rw-r--r--");
    Folders.write(folder.resolve("sources.list"), sourceLine(), "rw-r--r--");
  }

  private String sourceLine() {
    Optional<DebianSource> source =
        Optional.ofNullable(environment.get(MIRROR_VARIABLE))
            .map(uri -> new DebianSource(uri, Optional.empty()))
            .or(DebianPackages::systemSource);
    DebianSource mirror =
        source.orElseThrow(
            () ->
                new StackException(
                    "No Debian mirror stands in /etc/apt; name one in " + MIRROR_VARIABLE + "."));
    String keyring = mirror.signedBy().orElse(KEYRING.toString());
    return "deb [signed-by=%s] %s %s main%n".formatted(keyring, mirror.uri(), suite);
  }

  private static Optional<DebianSource> systemSource() {
    try {
      Optional<String> codeName =
          Files.readAllLines(Path.of("/etc/os-release")).stream()
              .filter(line -> line.startsWith("VERSION_CODENAME="))
              .map(line -> line.substring("VERSION_CODENAME=".length()).replace("\"", ""))
              .findFirst();
      Path apt = Path.of("/etc/apt");
      return Files.exists(Path.of("/etc/debian_version")) && codeName.isPresent()
          ? DebianSource.find(apt, codeName.get())
          : Optional.empty();
    } catch (IOException e) {
      throw new StackException("Cannot read the apt sources in /etc/apt: " + e.getMessage(), e);
    }
  }

  private void apt(String purpose, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    Map<String, String> options =
        Map.of(
            "Dir::Etc::sourcelist", "sources.list",
            "Dir::Etc::sourceparts", "none",
            "Dir::State", "state",
            "Dir::State::lists", "lists",
            "Dir::State::status", "status",
            "Dir::Cache", "cache");
    options.forEach((key, path) -> command.addAll(List.of("-o", key + "=" + folder.resolve(path))));
    // The sandbox user _apt could not write into our folder.
    command.addAll(List.of("-o", "APT::Sandbox::User=root", "-o", "Acquire::Languages=none"));
    command.addAll(List.of("-o", "Acquire::Retries=3", "-o", "APT::Update::Error-Mode=any"));
    command.addAll(arguments);
    Commands.run(purpose, folder, LIMIT, command);
  }

  private Path unpack() {
    Path tree = Folders.make(folder.resolve("tree"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".deb")).toList()) {
        Commands.run(
            "Unpacking " + file.getFileName(),
            folder,
            LIMIT,
            List.of("dpkg", "-x", file.toString(), tree.toString()));
      }
    } catch (IOException e) {
      throw new StackException("Cannot unpack the packages in " + folder, e);
    }
    return tree;
  }
}
