package io.millrace.sink;

import io.millrace.schemas.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Checks of the sink's settings against each other; adds every problem to the key it is about. */
final class SettingsCheck {
  private static final String TOPICS = "topics";
  private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";
  private static final String TOLERANCE = "errors.tolerance";
  private static final int LONGEST_IDENTIFIER = 63;

  private final Map<String, String> given;
  private final Map<String, ConfigValue> values;

  private SettingsCheck(Map<String, String> given, Config config) {
    this.given = given;
    this.values =
        config.configValues().stream().collect(Collectors.toMap(ConfigValue::name, value -> value));
  }

  /**
   * @param given the configuration as it came
   * @param config the values after their own checks; problems are added to it
   */
  static Config check(Map<String, String> given, Config config) {
    SettingsCheck check = new SettingsCheck(given, config);
    check.targets();
    check.timeouts();
    check.deadLetters();
    return config;
  }

  private void targets() {
    String json = given.get(SinkSettings.TARGETS);
    if (json == null || json.isBlank()) {
      return;
    }
    TargetsReader.Reading reading = TargetsReader.read(json);
    reading.problems().forEach(problem -> report(SinkSettings.TARGETS, problem));
    if (reading.problems().isEmpty()) {
      checkTopics(reading.targets());
      checkNames(reading.targets());
    }
  }

  private void checkTopics(Targets targets) {
    String topics = given.get(TOPICS);
    if (topics == null) {
      return;
    }
    Set<String> consumed =
        Arrays.stream(topics.split(",")).map(String::trim).collect(Collectors.toSet());
    List<String> targeted = new ArrayList<>();
    targets.tables().forEach(table -> targeted.add(table.topic()));
    targets.matches().forEach(match -> targeted.add(match.topic()));
    for (String topic : targeted) {
      if (!consumed.contains(topic)) {
        report(SinkSettings.TARGETS, "topic " + topic + " is not among 'topics'");
      }
    }
    for (String topic : consumed) {
      if (!targeted.contains(topic)) {
        report(SinkSettings.TARGETS, "topic " + topic + " of 'topics' has no target");
      }
    }
  }

  /** Columns of a generation that is being built carry its number. */
  private void checkNames(Targets targets) {
    if (!(value(SinkSettings.GENERATION) instanceof Integer generation)) {
      return;
    }
    int room = LONGEST_IDENTIFIER - Names.generationColumn("", generation).length();
    for (TableTarget table : targets.tables()) {
      for (ColumnTarget column : table.columns()) {
        if (column.name().length() > room) {
          report(
              SinkSettings.TARGETS,
              "column %s is too long: at most %d characters leave room for the generation"
                  .formatted(column.name(), room));
        }
      }
    }
  }

  private void timeouts() {
    if (value(SinkSettings.STATEMENT_TIMEOUT) instanceof Integer statement
        && value(SinkSettings.SOCKET_TIMEOUT) instanceof Integer socket
        && socket <= statement) {
      report(
          SinkSettings.SOCKET_TIMEOUT,
          "must be above " + SinkSettings.STATEMENT_TIMEOUT + ", or good statements are cut off");
    }
    if (value(SinkSettings.RETRY_BACKOFF) instanceof Long first
        && value(SinkSettings.RETRY_BACKOFF_MAX) instanceof Long longest
        && longest < first) {
      report(SinkSettings.RETRY_BACKOFF_MAX, "must not be below " + SinkSettings.RETRY_BACKOFF);
    }
  }

  /** Connect fails the task on the first record it is handed unless it tolerates errors. */
  private void deadLetters() {
    String topic = given.getOrDefault(DEAD_LETTER_TOPIC, "");
    if (!topic.isBlank() && !"all".equals(given.get(TOLERANCE))) {
      report(
          SinkSettings.FAILURES_TOPIC,
          DEAD_LETTER_TOPIC + " is set, so " + TOLERANCE + " must be 'all'");
    }
  }

  private @Nullable Object value(String key) {
    ConfigValue value = values.get(key);
    return value == null ? null : value.value();
  }

  private void report(String key, String problem) {
    ConfigValue value = values.get(key);
    if (value != null) {
      value.addErrorMessage(key + ": " + problem);
    }
  }
}
