package io.millrace.schemas.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Renders the definition of settings as a page of the documentation, in Markdown.
 *
 * <p>The order is that of the importance, then of the keys, so that equal definitions give equal
 * pages. Keys for internal use are left out, and so is the default of a password. Pure.
 */
public final class ConfigurationReference {
  private static final Comparator<ConfigKey> ORDER =
      Comparator.<ConfigKey, Importance>comparing(key -> key.importance)
          .thenComparing(key -> key.name);

  private ConfigurationReference() {}

  /**
   * Renders a page.
   *
   * @param introduction the text before the table, with its heading
   * @return the whole page, with a line end at its end
   */
  public static String page(String introduction, ConfigDef definition) {
    List<ConfigKey> keys =
        definition.configKeys().values().stream()
            .filter(key -> !key.internalConfig)
            .sorted(ORDER)
            .toList();
    return introduction.strip()
        + "\n\n| key | type | default | range | importance | meaning |\n"
        + "| --- | --- | --- | --- | --- | --- |\n"
        + keys.stream().map(ConfigurationReference::line).collect(Collectors.joining());
  }

  private static String line(ConfigKey key) {
    List<String> cells =
        List.of(
            "`" + key.name + "`",
            lowerCase(key.type),
            defaultValue(key),
            range(key.validator),
            lowerCase(key.importance),
            key.documentation);
    return cells.stream()
        .map(ConfigurationReference::escape)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String defaultValue(ConfigKey key) {
    if (!key.hasDefault()) {
      return "required";
    }
    if (key.defaultValue instanceof Password password) {
      return password.value().isEmpty() ? "empty" : "hidden";
    }
    String text = ConfigDef.convertToString(key.defaultValue, key.type);
    return text == null || text.isEmpty() ? "empty" : "`" + text + "`";
  }

  private static String range(ConfigDef.@Nullable Validator validator) {
    if (validator == null) {
      return "any";
    }
    String range = String.valueOf(validator);
    return range.replaceAll("^\\[|]$", "").replace(",...,", " to ").replace(",...", " or more");
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String escape(String cell) {
    return cell.replace("|", "\\|").replace("\n", " ");
  }
}
