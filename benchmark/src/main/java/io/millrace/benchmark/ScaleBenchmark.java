package io.millrace.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what scoring costs as matches grow: a cold fill, then every profile changed. Only a broker
 * and the application run; features are made up.
 */
public final class ScaleBenchmark {
  /** As in the first user's data: 29,863 matches of 3,578 profiles. */
  private static final double MATCHES_A_PROFILE = 29_863 / 3_578.0;

  private static final int MEGA = 1_000_000;
  private static final double NANOS = 1e9;

  private double firstCost;

  private ScaleBenchmark() {}

  /** Arguments: numbers of matches, one after the other; 30,000 and 300,000 unless given. */
  public static void main(String[] arguments) throws Exception {
    int[] sizes =
        arguments.length == 0
            ? new int[] {30_000, 300_000}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    System.out.println(Target.machine());
    ScaleBenchmark benchmark = new ScaleBenchmark();
    try (Broker broker = Broker.start()) {
      for (int matches : sizes) {
        benchmark.run(broker, matches);
      }
    }
  }

  private void run(Broker broker, int matches) throws Exception {
    int profiles = (int) Math.round(matches / MATCHES_A_PROFILE);
    Path folder = Files.createTempDirectory(broker.folder(), "scale");
    try (ScoreRig rig =
        new ScoreRig(
            broker.bootstrapServers(),
            folder,
            "scale" + Long.toString(System.currentTimeMillis(), 36))) {
      System.out.printf("%n%,d matches of %,d profiles%n", matches, profiles);
      rig.writeProfiles(profiles, 1);
      rig.writeMatches(0, matches, profiles);
      rig.start();
      Costs begun = Costs.now(broker);
      print("cold fill", matches, rig, broker, begun);
      rig.counter().reset();
      Costs changed = Costs.now(broker);
      rig.writeProfiles(profiles, 2);
      System.out.printf(
          Locale.ROOT,
          "  (features written in %.1f s)%n",
          (System.nanoTime() - changed.nanoTime()) / NANOS);
      double cost = print("all profiles changed", matches, rig, broker, changed);
      firstCost = firstCost == 0 ? cost : firstCost;
      System.out.printf(Locale.ROOT, "  cost per match / first size: %.2f%n", cost / firstCost);
    }
  }

  /** Elapsed and processor time so far; the latter means something on a busy machine too. */
  private record Costs(long nanoTime, Duration application, ProcessorTime broker) {
    static Costs now(Broker broker) {
      return new Costs(
          System.nanoTime(),
          ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
          ProcessorTime.of(broker.stack()));
    }
  }

  /** Returns nanoseconds a match. */
  private static double print(String what, int matches, ScoreRig rig, Broker broker, Costs begun)
      throws Exception {
    double nanos = rig.counter().await(matches) - begun.nanoTime();
    Costs ended = Costs.now(broker);
    ScoreRig.Bytes bytes = rig.kafkaBytes();
    System.out.printf(
        Locale.ROOT,
        "  %-21s %6.1f s  %,7.0f matches/s  %,d scores emitted%n"
            + "  %-21s processor ms a match: application %.3f, %s%n"
            + "  %-21s Kafka %,d MB (internal topics %,d MB), state %,d MB, memory at most %,d MB%n",
        what,
        nanos / NANOS,
        matches * NANOS / nanos,
        rig.counter().emitted(),
        "",
        ended.application().minus(begun.application()).toMillis() / (double) matches,
        ended.broker().perText(begun.broker(), matches),
        "",
        bytes.all() / MEGA,
        bytes.internal() / MEGA,
        rig.stateBytes() / MEGA,
        ResidentMemory.peakMegabytes());
    return nanos / matches;
  }
}
