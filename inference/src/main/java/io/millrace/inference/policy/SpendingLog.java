package io.millrace.inference.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what was spent in a day, so that a restart does not begin a new budget. */
public interface SpendingLog {
  /** Remembers nothing. */
  SpendingLog NONE =
      new SpendingLog() {
        @Override
        public double read(LocalDate day) {
          return 0;
        }

        @Override
        public void write(LocalDate day, double spent) {}
      };

  /** What was spent in a day; 0 if nothing is known. */
  double read(LocalDate day);

  /** Remembers the sum of a day. */
  void write(LocalDate day, double spent);

  /** A log of one line in a file, which belongs to one process. */
  static SpendingLog in(Path file) {
    return new FileLog(file);
  }

  /** Writes a new file and moves it over the old, so that a kill leaves one of them whole. */
  record FileLog(Path file) implements SpendingLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(SpendingLog.class);
    private static final String SEPARATOR = " ";

    @Override
    public double read(LocalDate day) {
      try {
        String[] parts = Files.readString(file).strip().split(SEPARATOR, 2);
        return parts.length == 2 && parts[0].equals(day.toString())
            ? Double.parseDouble(parts[1])
            : 0;
      } catch (NoSuchFileException e) {
        return 0;
      } catch (IOException | NumberFormatException e) {
        LOGGER.warn("{} cannot be read: what was spent today is unknown", file, e);
        return 0;
      }
    }

    @Override
    public void write(LocalDate day, double spent) {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try {
        Files.writeString(fresh, day + SEPARATOR + spent + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        LOGGER.warn("{} cannot be written: a restart forgets what was spent", file, e);
      }
    }
  }
}
