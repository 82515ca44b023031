package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.DatabaseTls;
import io.millrace.connectors.SourceSettings.DatabaseLocation;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where capture finds the database, which runs in Connect and not here. */
final class CaptureLocation {
  private CaptureLocation() {}

  /**
   * Hands on what the database's URL says, and tells of what it cannot hand on.
   *
   * @throws UserException if a file is named in a way that Connect would read otherwise
   */
  static DatabaseLocation of(DatabaseAccess database, Progress progress) {
    Map<String, String> parameters = database.parameters();
    List<String> unknown = DatabaseTls.unknown(parameters);
    if (!unknown.isEmpty()) {
      progress.say(
          "Capture does not get these parameters of MILLRACE_JDBC_URL: %s. Of those about TLS it takes sslmode, sslrootcert, sslcert, sslkey and sslpassword."
              .formatted(String.join(", ", unknown)));
    }
    DatabaseTls tls = DatabaseTls.of(parameters);
    tls.files().forEach(CaptureLocation::requireAbsolute);
    return new DatabaseLocation(database.host(), database.port(), database.database(), tls);
  }

  private static void requireAbsolute(String parameter, String file) {
    if (!Path.of(file).isAbsolute()) {
      throw UserException.usage(
          "%s of MILLRACE_JDBC_URL must be an absolute path, since Connect reads that file too, in a folder of its own."
              .formatted(parameter));
    }
  }
}
