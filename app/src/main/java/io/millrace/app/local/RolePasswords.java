package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.DatabaseRole;
import io.millrace.schemas.Names;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalStack;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/**
 * The passwords of the connectors' roles: those of {@code MILLRACE_CAPTURE_PASSWORD} and {@code
 * MILLRACE_SINK_PASSWORD}, else made up once for each home. Never printed.
 */
final class RolePasswords {
  private static final int PASSWORD_BYTES = 24;

  private final LocalStack stack;
  private final Names names;
  private final Map<String, String> environment;

  RolePasswords(LocalStack stack, Names names, Map<String, String> environment) {
    this.stack = stack;
    this.names = names;
    this.environment = Map.copyOf(environment);
  }

  /** The variable that gives a role's password. */
  static String variable(DatabaseRole role) {
    return "MILLRACE_" + role.name() + "_PASSWORD";
  }

  /** How a role enters the database; the same on every call for one home. */
  DatabaseAccess access(DatabaseRole role, DatabaseAccess database) {
    return new DatabaseAccess(
        database.host(),
        database.port(),
        database.database(),
        role.name(names),
        password(role),
        database.query());
  }

  private String password(DatabaseRole role) {
    String given = environment.getOrDefault(variable(role), "");
    if (!given.isBlank()) {
      return given;
    }
    Path file = stack.settings().home().connectSecrets().resolve(role.label() + ".properties");
    Properties kept = read(file);
    String password = kept.getProperty("password", "");
    if (role.name(names).equals(kept.getProperty("user")) && !password.isEmpty()) {
      return password;
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    stack.connectSecrets(role.label(), role.name(names), made);
    return made;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw UserException.failure("Cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return properties;
  }
}
