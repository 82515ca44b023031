package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
  private static final int PARTITIONS = Integer.getInteger("millrace.proof.partitions", 64);
  private static final Community COMMUNITY = new Community("cost", 40);
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final double MOST_OF_A_CORE = 0.02;

  private final RunningPipeline pipeline =
      RunningPipeline.startWithPartitions("it-home-cost", PARTITIONS);

  @AfterAll
  void stop() {
    pipeline.close();
  }

  @Test
  void shouldCostLittleToLookOnceASecond() throws Exception {
    COMMUNITY.insert(pipeline.tables());
    pipeline.awaitWritten();
    double without = 0;
    double with = 0;
    Pause.of(WINDOW); // what the work has left behind is done
    for (int round = 0; round < ROUNDS; round++) {
      double unseen = window(false);
      double seen = window(true);
      System.out.printf(
          Locale.ROOT,
          "[proof] %d partitions a topic: %.1f %% of a core unseen, %.1f %% seen once a second%n",
          PARTITIONS,
          100 * unseen,
          100 * seen);
      without += unseen / ROUNDS;
      with += seen / ROUNDS;
    }
    System.out.printf(
        Locale.ROOT, "[proof] looking adds %.1f %% of a core%n", 100 * (with - without));
    assertThat(with - without).isLessThan(MOST_OF_A_CORE);
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
