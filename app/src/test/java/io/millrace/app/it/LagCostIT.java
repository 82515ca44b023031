package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.local.Partitions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What it costs that somebody looks at the status page: processor time of all parts with and
 * without. A proof that needs a machine at rest, so it is not in the normal build; see docs/lag.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "millrace.proofs", matches = "lag")
class LagCostIT {
  private static final int LEAST_PARTITIONS = 64;
  private static final Community COMMUNITY = new Community("cost", 40);
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int ROUNDS = 6;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final double MOST_OF_A_CORE = 0.02;

  private final RunningPipeline pipeline = RunningPipeline.startWithoutLabels("it-home-cost");

  @AfterAll
  void stop() {
    pipeline.close();
  }

  @Test
  void shouldCostLittleToLookOnceASecond() throws Exception {
    int partitions = Integer.parseInt(System.getenv(Partitions.VARIABLE));
    assertThat(partitions).as("millrace.it.partitions").isGreaterThanOrEqualTo(LEAST_PARTITIONS);
    COMMUNITY.insert(pipeline.tables());
    pipeline.awaitWritten();
    Pause.of(WINDOW); // what the work has left behind is done
    double unused = window(false) + window(true); // and what is compiled is compiled
    List<Double> added = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      // Each is the first as often as the other: load that fades away must not count for one.
      boolean isSeenFirst = round % 2 == 1;
      double first = window(isSeenFirst);
      double second = window(!isSeenFirst);
      double unseen = isSeenFirst ? second : first;
      double seen = isSeenFirst ? first : second;
      added.add(seen - unseen);
      System.out.printf(
          Locale.ROOT,
          "[proof] %d partitions a topic: %.1f %% of a core unseen, %.1f %% seen once a second%n",
          partitions,
          100 * unseen,
          100 * seen);
    }
    DoubleSummaryStatistics all =
        added.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    System.out.printf(
        Locale.ROOT,
        "[proof] looking adds %.1f %% of a core, between %.1f and %.1f %% in %d rounds%n",
        100 * all.getAverage(),
        100 * all.getMin(),
        100 * all.getMax(),
        ROUNDS);
    assertThat(all.getAverage()).isLessThan(MOST_OF_A_CORE);
  }

  /** Processor time of all parts, in a window, of one core. */
  private double window(boolean isSeen) throws Exception {
    if (isSeen) {
      look();
    } else {
      Pause.of(Duration.ofSeconds(12)); // until the last look is forgotten
    }
    Duration before = processorTime();
    long start = System.nanoTime();
    long end = start + WINDOW.toNanos();
    while (System.nanoTime() < end) {
      Pause.of(Duration.ofSeconds(1));
      if (isSeen) {
        look();
      }
    }
    return processorTime().minus(before).toNanos() / (double) (System.nanoTime() - start);
  }

  private void look() throws Exception {
    HttpRequest page =
        HttpRequest.newBuilder(
                URI.create(pipeline.environment().statusUrl() + "/status.json?since=0"))
            .build();
    assertThat(HTTP.send(page, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Of every part and its children: PostgreSQL is many processes. */
  private Duration processorTime() {
    return pipeline.installation().stack().status().stream()
        .flatMap(part -> part.pid().stream().boxed())
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
