package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.stack.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What only the owner may read: the database's password, and the placeholder nobody may guess. */
final class LocalSecrets {
  private static final int PLACEHOLDER_BYTES = 16;
  private final Path folder;

  LocalSecrets(Path folder) {
    this.folder = folder;
  }

  /** Writes the file that Connect's FileConfigProvider reads; returns its path. */
  Path database(DatabaseAccess access) {
    Path file = folder.resolve("database.properties");
    write(file, "user=" + escape(access.user()) + "\npassword=" + escape(access.password()) + "\n");
    return file;
  }

  /** The same on every call for one home: stored rows were read with it. */
  String placeholder() {
    Path file = folder.resolve("unavailable-value-placeholder");
    try {
      if (Files.isRegularFile(file)) {
        return Files.readString(file).strip();
      }
      byte[] random = new byte[PLACEHOLDER_BYTES];
      new SecureRandom().nextBytes(random);
      String placeholder = "__unavailable_" + HexFormat.of().formatHex(random);
      write(file, placeholder);
      return placeholder;
    } catch (IOException e) {
      throw UserException.failure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Writes a file that only the owner may read, so that nobody sees half of it. */
  static void write(Path file, String text) {
    try {
      Path temporary =
          Files.createTempFile(
              file.getParent(),
              file.getFileName().toString(),
              ".tmp",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw UserException.failure("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\");
  }
}
