package io.millrace.app.deploy;

import static org.awaitility.Awaitility.await;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The local PostgreSQL of a test when it lets in over TLS only, and only who shows a certificate
 * besides the password.
 *
 * @param plain the database as it was before
 * @param authority whose certificates server and clients show
 */
record EncryptedDatabase(DatabaseAccess plain, Authority authority) {
  static final String KEY_PASSWORD = "s3cret-of-the-key";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Changes a server that runs; connections that are open stay. */
  static EncryptedDatabase of(LocalStack stack, Authority authority) throws Exception {
    EncryptedDatabase database = new EncryptedDatabase(stack.environment().database(), authority);
    Path data = stack.settings().home().data().resolve("postgres");
    SignedKey server = authority.issue("server");
    write(data.resolve("server.crt"), Files.readString(server.certificate()));
    write(data.resolve("server.key"), server.pem());
    write(data.resolve("authority.crt"), Files.readString(authority.certificate()));
    askForTls(data.resolve("pg_hba.conf"));
    Files.write(database.clientKey(), authority.issue("client").encrypted(KEY_PASSWORD));
    database.switchOn();
    await().atMost(LIMIT).ignoreExceptions().until(database::isEncrypted);
    return database;
  }

  /** The server wants to own what it reads, and nobody else may read the key. */
  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setOwner(file, Files.getOwner(file.resolveSibling("PG_VERSION")));
  }

  private static void askForTls(Path rules) throws IOException {
    List<String> lines =
        Files.readAllLines(rules).stream()
            .map(line -> line.replaceFirst("^host(\\s.*)$", "hostssl$1 clientcert=verify-ca"))
            .toList();
    Files.write(rules, lines);
  }

  private void switchOn() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(plain.jdbcUrl(), plain.user(), plain.password());
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set ssl_ca_file = 'authority.crt'");
      statement.execute("alter system set ssl = on");
      statement.execute("select pg_reload_conf()");
    }
  }

  private boolean isEncrypted() throws SQLException {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    }
  }

  private Path clientKey() {
    return authority.folder().resolve("client.pk8");
  }

  /** The URL of somebody who trusts an authority, with the password of the client's key. */
  String url(Authority trusted) {
    return "%s?sslmode=verify-full&sslrootcert=%s&sslcert=%s&sslkey=%s&sslpassword=%s"
        .formatted(
            plain.jdbcUrl(),
            trusted.certificate(),
            authority.folder().resolve("client.crt"),
            clientKey(),
            KEY_PASSWORD);
  }

  /** Enters as the superuser. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(authority), plain.user(), plain.password());
  }
}
