package io.millrace.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways to do the same work take turns, in another order each round, so that a machine that is busy
 * with other work is unfair to none.
 */
final class Contest {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int WARM_UP_TEXTS = 32;

  /** One way to embed all texts. */
  @FunctionalInterface
  interface Way {
    void embed(List<String> texts) throws InterruptedException;
  }

  /**
   * What was measured of one way.
   *
   * @param name of the way
   * @param textsPerSecond by the wall's clock
   * @param processorMillis that a text took, all threads together
   */
  record Figures(String name, Spread textsPerSecond, Spread processorMillis) {}

  private final List<String> texts;
  private final int rounds;

  Contest(List<String> texts, int rounds) {
    this.texts = texts;
    this.rounds = rounds;
  }

  /** Measures all ways after one pass over some texts that does not count. */
  List<Figures> run(Map<String, Way> ways) throws InterruptedException {
    for (Way way : ways.values()) {
      way.embed(texts.subList(0, Math.min(WARM_UP_TEXTS, texts.size())));
    }
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    Map<String, List<Double>> costs = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(ways.keySet());
    for (int round = 0; round < rounds; round++) {
      for (String name : rotated(names, round)) {
        long processor = PROCESS.getProcessCpuTime();
        long started = System.nanoTime();
        ways.getOrDefault(name, all -> {}).embed(texts);
        double seconds = (System.nanoTime() - started) / 1e9;
        double millis = (PROCESS.getProcessCpuTime() - processor) / 1e6;
        speeds.computeIfAbsent(name, key -> new ArrayList<>()).add(texts.size() / seconds);
        costs.computeIfAbsent(name, key -> new ArrayList<>()).add(millis / texts.size());
      }
    }
    return names.stream()
        .map(
            name ->
                new Figures(
                    name,
                    new Spread(speeds.getOrDefault(name, List.of())),
                    new Spread(costs.getOrDefault(name, List.of()))))
        .toList();
  }

  /** The way of a name. */
  static Figures named(String name, List<Figures> figures) {
    return figures.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** The way that was fastest in the median of all whose name begins so. */
  static Figures fastest(String beginning, List<Figures> figures) {
    return figures.stream()
        .filter(each -> each.name().startsWith(beginning))
        .max(Comparator.comparingDouble(each -> each.textsPerSecond().median()))
        .orElseThrow();
  }

  private static List<String> rotated(List<String> names, int by) {
    int first = by % names.size();
    List<String> rotated = new ArrayList<>(names.subList(first, names.size()));
    rotated.addAll(names.subList(0, first));
    return rotated;
  }
}
