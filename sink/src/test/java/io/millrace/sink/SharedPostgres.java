package io.millrace.sink;

import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One PostgreSQL for all test classes of a run; JUnit closes it at the end. */
final class SharedPostgres implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedPostgres.class);

  @SuppressWarnings("NullAway.Init") // set before the first class
  private static TestPostgres postgres;

  @Override
  public void beforeAll(ExtensionContext context) {
    postgres =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(TestPostgres.class, type -> start(), TestPostgres.class);
  }

  private static TestPostgres start() {
    try {
      return TestPostgres.start(Files.createTempDirectory("millrace-sink"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database of the host, as its superuser. */
  static DatabaseAccess access() {
    return postgres.access();
  }

  /** Fresh host tables. */
  static HostDatabase host() throws SQLException {
    DatabaseAccess access = access();
    return new HostDatabase(access.jdbcUrl(), access.user(), access.password());
  }
}
