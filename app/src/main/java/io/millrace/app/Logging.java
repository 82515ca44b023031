package io.millrace.app;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a command logs: decided before anything logs, since the library reads it once. The file that
 * reads it is {@code logback.xml}.
 */
public final class Logging {
  /** Names the form of lines: text or json. */
  public static final String FORMAT_VARIABLE = "MILLRACE_LOG_FORMAT";

  /** Names the level of Millrace's own lines. */
  public static final String LEVEL_VARIABLE = "MILLRACE_LOG_LEVEL";

  static final String FORMAT = "millrace.log.format";
  static final String LEVEL = "millrace.log.level";
  static final String KAFKA_LEVEL = "millrace.log.kafka.level";

  private static final String TEXT = "text";
  private static final Set<String> FORMATS = Set.of(TEXT, "json");
  private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
  private static final String SERVICE = "run";

  private Logging() {}

  /**
   * The system properties that the library reads; commands are quiet, and {@code run}, which is a
   * service, is not. A value that is not known is left out; see {@link #problem}.
   */
  static Map<String, String> properties(String[] arguments, Map<String, String> environment) {
    boolean isService = arguments.length > 0 && arguments[0].equals(SERVICE);
    return Map.of(
        FORMAT,
        known(environment, FORMAT_VARIABLE, FORMATS).orElse(TEXT),
        LEVEL,
        known(environment, LEVEL_VARIABLE, LEVELS).orElse(isService ? "INFO" : "WARN"),
        KAFKA_LEVEL,
        isService ? "WARN" : "ERROR");
  }

  private static Optional<String> known(
      Map<String, String> environment, String variable, Set<String> values) {
    return Optional.ofNullable(environment.get(variable)).filter(values::contains);
  }

  /** Sets them where nobody has. */
  static void prepare(String[] arguments, Map<String, String> environment) {
    properties(arguments, environment)
        .forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
  }

  /** What is wrong with the variables, in a sentence; empty: nothing. */
  public static Optional<String> problem(Map<String, String> environment) {
    return problem(environment, FORMAT_VARIABLE, FORMATS)
        .or(() -> problem(environment, LEVEL_VARIABLE, LEVELS));
  }

  private static Optional<String> problem(
      Map<String, String> environment, String variable, Set<String> values) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !values.contains(value))
        .map(
            value ->
                "%s must be one of %s, not '%s'."
                    .formatted(
                        variable, String.join(", ", values.stream().sorted().toList()), value));
  }
}
