package io.millrace.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Debian mirror that the system's apt is configured with.
 *
 * @param uri as it stands in the sources file
 * @param signedBy the keyring file, if the sources file names one
 */
record DebianSource(String uri, Optional<String> signedBy) {

  private static final Pattern ONE_LINE =
      Pattern.compile("^deb\\s+(?:\\[([^]]*)]\\s+)?(\\S+)\\s+(\\S+)\\s+(.+)$");
  private static final Pattern SIGNED_BY = Pattern.compile("signed-by=(\\S+)");

  /** Finds the first source of the suite (the system's code name) with component main. */
  static Optional<DebianSource> find(Path aptFolder, String suite) throws IOException {
    for (Path file : sourceFiles(aptFolder)) {
      String text = Files.readString(file);
      Optional<DebianSource> found =
          file.toString().endsWith(".sources") ? inStanzas(text, suite) : inLines(text, suite);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<Path> sourceFiles(Path aptFolder) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(aptFolder.resolve("sources.list"));
    Path parts = aptFolder.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> entries = Files.list(parts)) {
        entries.sorted().forEach(files::add);
      }
    }
    files.removeIf(file -> !Files.isReadable(file) || Files.isDirectory(file));
    return files;
  }

  private static Optional<DebianSource> inLines(String text, String suite) {
    return text.lines()
        .map(line -> ONE_LINE.matcher(line.strip()))
        .filter(Matcher::matches)
        .filter(line -> line.group(3).equals(suite) && words(line.group(4)).contains("main"))
        .findFirst()
        .map(line -> new DebianSource(line.group(2), signedBy(line.group(1))));
  }

  private static Optional<String> signedBy(@Nullable String options) {
    Matcher matcher = SIGNED_BY.matcher(options == null ? "" : options);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<DebianSource> inStanzas(String text, String suite) {
    return Arrays.stream(text.split("\\R\\s*\\R", -1))
        .filter(stanza -> words(field(stanza, "Types")).contains("deb"))
        .filter(stanza -> words(field(stanza, "Suites")).contains(suite))
        .filter(stanza -> words(field(stanza, "Components")).contains("main"))
        .findFirst()
        .map(DebianSource::ofStanza);
  }

  private static DebianSource ofStanza(String stanza) {
    String keyring = field(stanza, "Signed-By");
    return new DebianSource(
        words(field(stanza, "URIs")).get(0),
        keyring.startsWith("/") ? Optional.of(keyring) : Optional.empty());
  }

  private static String field(String stanza, String name) {
    return stanza
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }
}
