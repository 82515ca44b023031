package io.millrace.app.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file with the variables of {@code .env} filled in. */
final class ComposeFile {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)}");

  private final String text;
  private final Map<String, String> defaults;
  private final Map<?, ?> document;

  private ComposeFile(String text, Map<String, String> defaults) {
    this.text = text;
    this.defaults = defaults;
    String filled =
        VARIABLE
            .matcher(text)
            .replaceAll(
                found -> Matcher.quoteReplacement(defaults.getOrDefault(found.group(1), "")));
    document =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(filled) instanceof Map<?, ?> map
            ? map
            : Map.of();
  }

  static ComposeFile read() {
    try (Reader reader = Files.newBufferedReader(ROOT.resolve(".env"))) {
      Properties properties = new Properties();
      properties.load(reader);
      Map<String, String> defaults = new TreeMap<>();
      properties.stringPropertyNames().forEach(n -> defaults.put(n, properties.getProperty(n)));
      return new ComposeFile(Files.readString(ROOT.resolve("docker-compose.yml")), defaults);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Map<String, String> defaults() {
    return defaults;
  }

  /** Names of the variables that the file leaves to the environment. */
  List<String> variables() {
    return VARIABLE.matcher(text).results().map(found -> found.group(1)).distinct().toList();
  }

  /** The services by their names. */
  Map<String, Map<?, ?>> services() {
    Map<String, Map<?, ?>> services = new TreeMap<>();
    map(document.get("services"))
        .forEach((name, service) -> services.put(String.valueOf(name), map(service)));
    return services;
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<String> list(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(entry -> texts.add(String.valueOf(entry)));
    }
    return texts;
  }

  /** Files and folders of the checkout that services or secrets mount. */
  List<String> mounted() {
    return Stream.concat(
            services().values().stream().flatMap(service -> list(service.get("volumes")).stream()),
            Stream.<String>empty())
        .filter(volume -> volume.startsWith("./"))
        .map(volume -> volume.substring(0, volume.indexOf(':')))
        .distinct()
        .toList();
  }

  /** The files of secrets. */
  List<String> secrets() {
    return map(document.get("secrets")).values().stream()
        .map(secret -> String.valueOf(map(secret).get("file")))
        .toList();
  }

  /** Named volumes. */
  List<String> volumes() {
    return map(document.get("volumes")).keySet().stream().map(String::valueOf).toList();
  }
}
