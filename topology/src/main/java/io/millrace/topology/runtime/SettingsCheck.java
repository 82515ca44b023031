package io.millrace.topology.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Finds everything that is wrong with settings, so that start-up can refuse them once. */
public final class SettingsCheck {
  private SettingsCheck() {}

  /**
   * Checks settings against a definition.
   *
   * @return one sentence for each bad key, naming it, in the order of the keys; empty: all is well
   */
  public static List<String> problems(ConfigDef definition, Map<String, String> settings) {
    List<String> problems = new ArrayList<>();
    definition.validate(settings).stream()
        .sorted(Comparator.comparing(ConfigValue::name))
        .flatMap(value -> value.errorMessages().stream().limit(1)) // others follow from the first
        .forEach(problems::add);
    for (String key : new TreeSet<>(settings.keySet())) {
      if (key.startsWith("millrace.") && !definition.names().contains(key)) {
        unknown(key).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<String> unknown(String key) {
    for (PassedOn passed : PassedOn.values()) {
      if (key.startsWith(passed.prefix())) {
        return passed.problem(key);
      }
    }
    return Optional.of("Unknown setting " + key + "; docs/configuration.md lists all of them.");
  }
}
