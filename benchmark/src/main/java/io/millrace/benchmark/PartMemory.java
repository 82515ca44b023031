package io.millrace.benchmark;

import io.millrace.stack.LocalStack;
import io.millrace.stack.PartStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Memory that each part of the stack takes at one time, with its children: the proportional set
 * size of Linux, which shares a page that several processes have mapped out among them.
 * PostgreSQL's shared buffers would count once for each connection otherwise.
 *
 * @param kilobytes by name of the part
 */
record PartMemory(Map<String, Long> kilobytes) {
  /** All parts together. */
  static final String SUM = "all";

  private static final String FIGURE = "Pss:";

  /** What Linux answers for a process that has ended and was not buried yet. */
  private static final String ENDED = "No such process";

  static PartMemory of(LocalStack stack) {
    Map<String, Long> kilobytes = new LinkedHashMap<>();
    for (PartStatus part : stack.status()) {
      part.pid().ifPresent(pid -> kilobytes.put(part.name().label(), of(pid)));
    }
    kilobytes.put(SUM, kilobytes.values().stream().mapToLong(Long::longValue).sum());
    return new PartMemory(kilobytes);
  }

  private static long of(long pid) {
    return ProcessTree.of(pid).mapToLong(process -> ofOne(process.pid())).sum();
  }

  /** A process that has ended meanwhile takes none. */
  private static long ofOne(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
          .filter(line -> line.startsWith(FIGURE))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (NoSuchFileException e) {
      return 0;
    } catch (FileSystemException e) {
      if (ENDED.equals(e.getReason())) {
        return 0;
      }
      throw new UncheckedIOException("Linux does not tell the memory of process " + pid, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The greater of two readings, part by part; the sum too is that of one time. */
  PartMemory greatest(PartMemory other) {
    Map<String, Long> greatest = new LinkedHashMap<>(kilobytes);
    other.kilobytes.forEach((part, size) -> greatest.merge(part, size, Math::max));
    return new PartMemory(greatest);
  }

  /** Of one part in megabytes; 0 if it did not run. */
  long megabytes(String part) {
    return kilobytes.getOrDefault(part, 0L) / 1024;
  }

  /** One line for people. */
  String line() {
    StringBuilder line = new StringBuilder();
    kilobytes.keySet().stream()
        .filter(part -> !part.equals(SUM))
        .forEach(part -> line.append(format(part)).append(", "));
    return line.append(format(SUM)).append(" at one time").toString();
  }

  private String format(String part) {
    return String.format(Locale.ROOT, "%s %,d MB", part, megabytes(part));
  }
}
