package io.millrace.stack.process;

import io.millrace.stack.StackException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The log of one part.
 *
 * @param path the current log; the one before lies beside it with {@code .previous} added
 */
public record LogFile(Path path) {

  private static final int TAIL_BYTES = 8192;

  /** Begins an empty log and keeps the one before. */
  public void rotate() {
    try {
      if (Files.exists(path)) {
        Path previous = path.resolveSibling(path.getFileName() + ".previous");
        Files.move(path, previous, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new StackException("Cannot rotate the log " + path + ": " + e.getMessage(), e);
    }
  }

  /** Returns the last line that is not blank, or a dash. */
  public String lastLine() {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL_BYTES));
      byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .reduce("-", (first, second) -> second)
          .strip();
    } catch (IOException e) {
      return "-";
    }
  }
}
