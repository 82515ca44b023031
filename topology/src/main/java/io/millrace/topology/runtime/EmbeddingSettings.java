package io.millrace.topology.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * What may be set of who embeds: the keys that begin with {@value #PREFIX}. They are kept for a
 * generation that has a provider of its own, so a secret among them is only a reference to the
 * variable that holds it, in the form that Connect's configurations have: <code>${env:NAME}</code>.
 */
public final class EmbeddingSettings {
  /** What these keys begin with. */
  public static final String PREFIX = ProviderKeys.EMBEDDING + '.';

  private static final ConfigDef DEFINITION = ProviderKeys.addTo(new ConfigDef());

  /** Capitals only, as variables have them: a token given by mistake rarely looks so. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Z_][A-Z0-9_]*)}");

  private static final Pattern LOGIN = Pattern.compile("^\\s*\\w+://[^/?#]*@");

  private EmbeddingSettings() {}

  /** Whether a key is one of them. */
  public static boolean includes(String key) {
    return key.startsWith(PREFIX);
  }

  /** What stands for the secret that a variable holds. */
  public static String reference(String variable) {
    return "${env:" + variable + "}";
  }

  /** The variable that a value refers to; empty: it refers to none. */
  public static Optional<String> variable(String value) {
    Matcher reference = REFERENCE.matcher(value);
    return reference.matches() ? Optional.of(reference.group(1)) : Optional.empty();
  }

  /**
   * Checks settings that are to be kept.
   *
   * @return one sentence for each bad key, without the value of a secret; empty: all is well
   */
  public static List<String> problems(Map<String, String> settings) {
    List<String> secrets =
        settings.entrySet().stream().flatMap(EmbeddingSettings::told).sorted().toList();
    return secrets.isEmpty() ? SettingsCheck.problems(DEFINITION, settings) : secrets;
  }

  private static Stream<String> told(Map.Entry<String, String> setting) {
    if (isSecret(setting.getKey()) && variable(setting.getValue()).isEmpty()) {
      return Stream.of(
          setting.getKey()
              + " would be kept where others read it: name the variable that holds it, in"
              + " capitals.");
    }
    return LOGIN.matcher(setting.getValue()).find()
        ? Stream.of("Leave name and password out of " + setting.getKey() + ": others may read it.")
        : Stream.empty();
  }

  private static boolean isSecret(String key) {
    ConfigKey known = DEFINITION.configKeys().get(key);
    return known != null && known.type == ConfigDef.Type.PASSWORD;
  }
}
