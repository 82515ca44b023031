package io.millrace.app.status;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How long things of the last minute took, by name; a bounded number of them. Not threadsafe. */
final class RecentTimes {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MOST = 20_000;
  private static final double MILLIS = 1_000;

  private final Clock clock;
  private final Deque<Time> times = new ArrayDeque<>();

  private record Time(long seenAt, String name, long millis) {}

  /**
   * Shares of times, in seconds.
   *
   * @param count of how many
   */
  record Percentiles(long count, double p50, double p95, double p99) {
    static Optional<Percentiles> of(List<Long> millis) {
      if (millis.isEmpty()) {
        return Optional.empty();
      }
      List<Long> sorted = millis.stream().sorted().toList();
      return Optional.of(
          new Percentiles(
              sorted.size(), share(sorted, 0.5), share(sorted, 0.95), share(sorted, 0.99)));
    }

    private static double share(List<Long> sorted, double share) {
      int index = (int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()));
      return sorted.get(index) / MILLIS;
    }

    Map<String, Object> document(String of, String name) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put(of, name);
      document.put("rows", count);
      document.put("p50_seconds", p50);
      document.put("p95_seconds", p95);
      document.put("p99_seconds", p99);
      return document;
    }
  }

  RecentTimes(Clock clock) {
    this.clock = clock;
  }

  void add(String name, long millis) {
    times.addLast(new Time(clock.millis(), name, millis));
  }

  /** Drops what is older than a minute, or too much. */
  void forget() {
    long now = clock.millis();
    Iterator<Time> oldest = times.iterator();
    while (oldest.hasNext()
        && (oldest.next().seenAt() < now - MINUTE_MILLIS || times.size() > MOST)) {
      oldest.remove();
    }
  }

  /** Of all; empty: there is none. */
  Optional<Percentiles> all() {
    forget();
    return Percentiles.of(times.stream().map(Time::millis).toList());
  }

  /** Of each name, in their order. */
  Map<String, Percentiles> byName() {
    forget();
    Map<String, List<Long>> byName = new TreeMap<>();
    times.forEach(
        time -> byName.computeIfAbsent(time.name(), name -> new ArrayList<>()).add(time.millis()));
    Map<String, Percentiles> percentiles = new LinkedHashMap<>();
    byName.forEach(
        (name, millis) -> Percentiles.of(millis).ifPresent(of -> percentiles.put(name, of)));
    return percentiles;
  }
}
