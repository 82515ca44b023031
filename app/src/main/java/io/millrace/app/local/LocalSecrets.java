package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What only the owner may read besides the database's password: the placeholder nobody may guess.
 */
final class LocalSecrets {
  private static final int PLACEHOLDER_BYTES = 16;
  private final Path folder;

  LocalSecrets(Path folder) {
    this.folder = folder;
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
      Folders.write(file, placeholder, "rw-------");
      return placeholder;
    } catch (IOException e) {
      throw UserException.failure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
