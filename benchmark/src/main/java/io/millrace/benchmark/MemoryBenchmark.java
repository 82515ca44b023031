package io.millrace.benchmark;

import io.millrace.app.local.LocalPipeline;
import io.millrace.app.sample.SampleLoader;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the memory of each part of the stack: when nothing was loaded yet, while profiles and
 * matches are loaded, while they are edited, and when all is quiet again. Then what all that takes
 * of disks.
 */
public final class MemoryBenchmark {
  private static final long SEED = 20_261_129;
  private static final int MATCHES_PER_PROFILE = 8;
  private static final int EDITS = 60 * Edits.PER_SECOND;
  private static final long QUIET_MILLIS = 60_000;

  private final Target target;
  private final Map<String, PartMemory> readings = new LinkedHashMap<>();

  private MemoryBenchmark(Target target) {
    this.target = target;
  }

  /** Arguments: how many profiles, 4,000 unless given. The host's tables must be empty. */
  public static void main(String[] arguments) throws Exception {
    int profiles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000;
    Target target = Target.localOnly("fills tables");
    System.out.println(Target.machine());
    new LocalPipeline(target.installation()).up();
    new MemoryBenchmark(target).run(BulkTexts.of(SEED, profiles, MATCHES_PER_PROFILE));
  }

  private void run(BulkTexts rows) throws Exception {
    try (MemorySampler memory = MemorySampler.start(target.installation().stack());
        Connection connection = target.connect()) {
      quiet(memory, "idle, empty");
      SampleLoader loader = new SampleLoader(connection);
      loader.loadProfiles(rows.profiles().stream());
      loader.loadMatches(rows.matches().stream());
      target.awaitIdle();
      readings.put("bulk load", memory.take());
      new Edits(connection).run(EDITS);
      target.awaitIdle();
      readings.put("20 edits/s", memory.take());
      quiet(memory, "idle, full");
      print(rows);
      printDisks(connection);
    }
  }

  private void printDisks(Connection connection) throws Exception {
    new DiskUse(
            target.installation().environment(),
            connection,
            target.installation().stack().settings().home().data())
        .print();
  }

  private void print(BulkTexts rows) {
    System.out.printf(
        Locale.ROOT,
        "%,d profiles, %,d matches; MB at most in each phase, of all parts at one time%n",
        rows.profiles().size(),
        rows.matches().size());
    System.out.printf("%-10s", "");
    readings.keySet().forEach(phase -> System.out.printf("%13s", phase));
    System.out.println();
    PartMemory.of(target.installation().stack()).kilobytes().keySet().forEach(this::print);
  }

  private void print(String part) {
    System.out.printf("%-10s", part);
    readings
        .values()
        .forEach(reading -> System.out.printf(Locale.ROOT, "%,13d", reading.megabytes(part)));
    System.out.println();
  }

  private void quiet(MemorySampler memory, String phase) throws InterruptedException {
    memory.take();
    Thread.sleep(QUIET_MILLIS);
    readings.put(phase, memory.take());
  }
}
