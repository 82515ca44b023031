package io.millrace.stack.postgres;

import io.millrace.stack.StackException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL server as it lies on the class path: a tar, compressed with xz. */
final class ServerArchive {

  private static final String RESOURCE = "/postgres-linux-x86_64.txz";

  private ServerArchive() {}

  /** Unpacks the server into the folder. */
  static void unpack(Path folder) {
    try (InputStream resource = ServerArchive.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new StackException(
            "The PostgreSQL binaries (" + RESOURCE + ") are missing from the class path.");
      }
      unpack(resource, folder);
    } catch (IOException e) {
      throw new StackException("Cannot unpack PostgreSQL: " + e.getMessage(), e);
    }
  }

  private static void unpack(InputStream resource, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(resource, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, inside(folder, entry.getName()));
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0) {
        target.toFile().setExecutable(true, false);
      }
    }
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("the archive holds a path outside its folder: " + name);
    }
    return target;
  }
}
