package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.schemas.serde.RegistryLogin;
import io.millrace.stack.ClientVariables;
import io.millrace.topology.runtime.MillraceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The variables of this process as all commands read them.
 *
 * <p>A secret may be given as a file: {@code MILLRACE_JDBC_PASSWORD_FILE} names one that holds the
 * password, which a line end may follow. An empty file gives nothing.
 */
public final class Variables {
  private static final String FILE = "_FILE";

  private static final Set<String> SECRETS =
      Set.of(
          "MILLRACE_JDBC_URL", // it may hold the password of a key
          "MILLRACE_SINK_JDBC_URL",
          "MILLRACE_JDBC_PASSWORD",
          "MILLRACE_CAPTURE_PASSWORD",
          "MILLRACE_SINK_PASSWORD",
          "HF_API_TOKEN");

  private Variables() {}

  /**
   * Reads the environment, and the files that it names.
   *
   * @throws UserException if a file cannot be read, or a secret is given twice
   */
  public static Map<String, String> read() {
    return of(System.getenv());
  }

  /**
   * A secret that any variable holds, or the file that this variable names with {@code _FILE} at
   * its end; empty: neither is set.
   *
   * @throws UserException if the file cannot be read, or both are set
   */
  public static Optional<String> secret(String variable) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    put(variables, variable, variable + FILE);
    return Optional.ofNullable(variables.get(variable)).filter(secret -> !secret.isBlank());
  }

  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    for (String variable : new TreeSet<>(environment.keySet())) {
      String secret = variable.replaceFirst(FILE + "$", "");
      if (!secret.equals(variable) && isSecret(secret, variable)) {
        put(variables, secret, variable);
      }
    }
    login(variables).forEach(variables::putIfAbsent);
    return Map.copyOf(variables);
  }

  private static void put(Map<String, String> variables, String secret, String variable) {
    String file = variables.getOrDefault(variable, "").strip();
    if (file.isEmpty()) {
      return;
    }
    if (!variables.getOrDefault(secret, "").isBlank()) {
      throw UserException.failure(secret + " and " + variable + " are both set; keep one of them.");
    }
    try {
      String text = Files.readString(Path.of(file)).replaceFirst("\\R$", "");
      if (!text.isEmpty()) {
        variables.put(secret, text);
      }
      // What begins like a setting of a client would be taken for one.
      variables.remove(variable);
    } catch (IOException e) {
      throw UserException.failure(variable + " names " + file + ", which cannot be read.", e);
    }
  }

  private static boolean isSecret(String secret, String variable) {
    return SECRETS.contains(secret)
        || secret.startsWith(ClientVariables.REGISTRY)
        || (secret.startsWith(ClientVariables.KAFKA) && !isKafkaProperty(variable))
        || MillraceConfig.definition().configKeys().values().stream()
            .filter(key -> key.type == ConfigDef.Type.PASSWORD)
            .anyMatch(key -> variable(key.name).equals(secret));
  }

  /** Some properties of Kafka's clients name a file themselves. */
  private static boolean isKafkaProperty(String variable) {
    return ClientVariables.of(Map.of(variable, "x"), ClientVariables.KAFKA).keySet().stream()
        .anyMatch(AdminClientConfig.configNames()::contains);
  }

  /** The variable that gives a setting. */
  public static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** How the registry's clients log in, as properties of theirs. */
  private static Map<String, String> login(Map<String, String> variables) {
    String user = variables.getOrDefault(variable(MillraceConfig.REGISTRY_USER), "");
    String password = variables.getOrDefault(variable(MillraceConfig.REGISTRY_PASSWORD), "");
    String token = variables.getOrDefault(variable(MillraceConfig.REGISTRY_TOKEN), "");
    Map<String, String> properties = new TreeMap<>();
    if (!user.isBlank()) {
      properties.putAll(RegistryLogin.basic(user, password));
    }
    if (!token.isBlank()) {
      properties.putAll(RegistryLogin.bearer(token));
    }
    Map<String, String> login = new TreeMap<>();
    properties.forEach((key, value) -> login.put(ClientVariables.REGISTRY + variable(key), value));
    return login;
  }
}
