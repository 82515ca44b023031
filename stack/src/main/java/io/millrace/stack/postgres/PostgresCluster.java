package io.millrace.stack.postgres;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.Progress;
import io.millrace.stack.StackException;
import io.millrace.stack.parts.SharedSettings;
import io.millrace.stack.process.Commands;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data folder of one PostgreSQL cluster and the password that belongs to it. */
final class PostgresCluster {

  private static final String PASSWORD_FILE = "postgres.password";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int PASSWORD_BYTES = 24;

  private final PostgresInstallation installation;
  private final Path data;
  private final Path secrets;
  private final ServerUser user;

  PostgresCluster(PostgresInstallation installation, Path data, Path secrets, ServerUser user) {
    this.installation = installation;
    this.data = data;
    this.secrets = secrets;
    this.user = user;
  }

  /** Returns how the cluster of these secrets is entered. */
  static DatabaseAccess access(Path secrets, int port) {
    Path file = secrets.resolve(PASSWORD_FILE);
    if (!Files.exists(file)) {
      throw new StackException(
          "There is no local stack yet (no " + file + "); make one with 'millrace up'.");
    }
    try {
      String password = Files.readString(file).strip();
      return new DatabaseAccess(
          "127.0.0.1", port, PostgresPart.DATABASE, PostgresPart.USER, password, "");
    } catch (IOException e) {
      throw new StackException(
          "The password of the local database, " + file + ", cannot be read.", e);
    }
  }

  /** Makes the cluster if there is none. */
  void create(Progress progress) {
    if (Files.exists(data)) {
      return;
    }
    progress.say("Making a PostgreSQL cluster in " + data);
    Path building = data.resolveSibling(data.getFileName() + ".building");
    Folders.delete(building);
    Folders.makePrivate(building);
    Path passwordFile = building.resolveSibling("initial.password");
    try {
      String password = newPassword();
      Folders.write(passwordFile, password + "\n", "rw-------");
      user.own(passwordFile);
      user.own(building);
      Commands.run(
          "Making the PostgreSQL cluster", Path.of("/"), LIMIT, command(building, passwordFile));
      Folders.write(secrets.resolve(PASSWORD_FILE), password + "\n", "rw-------");
      Folders.moveInto(building, data);
    } catch (IOException e) {
      throw new StackException("Cannot make " + data + ": " + e.getMessage(), e);
    } finally {
      Folders.delete(passwordFile);
    }
  }

  private List<String> command(Path folder, Path passwordFile) {
    List<String> command =
        new ArrayList<>(
            List.of(
                installation.program("initdb").toString(),
                "--pgdata=" + folder,
                "--username=" + PostgresPart.USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The server's own C.UTF-8, which depends on no library of the system.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return user.as(command);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings =
        new TreeMap<>(SharedSettings.of(PostgresCluster.class, "postgresql.conf"));
    settings.put("unix_socket_directories", "");
    return settings;
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
