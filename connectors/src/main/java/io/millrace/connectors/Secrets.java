package io.millrace.connectors;

/**
 * Names entries of a file that Connect's FileConfigProvider reads when a task starts, so that no
 * secret is ever in a connector's configuration.
 *
 * <p>The worker needs {@code config.providers=file}, its class, and the file's folder in {@code
 * config.providers.file.param.allowed.paths}.
 *
 * @param file absolute path of a properties file with {@code user} and {@code password}, as the
 *     worker sees it
 * @param hasKeyPassword whether the file holds {@value DatabaseTls#KEY_PASSWORD} too, the password
 *     of a client's key
 */
public record Secrets(String file, boolean hasKeyPassword) {
  String user() {
    return entry("user");
  }

  String password() {
    return entry("password");
  }

  /** Empty where the key has none. */
  String keyPassword() {
    return hasKeyPassword ? entry(DatabaseTls.KEY_PASSWORD) : "";
  }

  private String entry(String key) {
    return "${file:" + file + ":" + key + "}";
  }
}
