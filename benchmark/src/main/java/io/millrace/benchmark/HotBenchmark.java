package io.millrace.benchmark;

import io.millrace.schemas.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints how long other profiles' scores take while one profile with very many matches is rescored.
 * Only a broker and the application run. An answer counts when a consumer of committed scores has
 * it.
 */
public final class HotBenchmark {
  private static final int PROFILES = 3_578;
  private static final int MATCHES = 29_863;
  private static final int HOT = 0;
  private static final int EDITS_PER_SECOND = 20;
  private static final int LEAST_EDITS = 200;
  private static final double MILLIS = 1e3;

  private HotBenchmark() {}

  /** Arguments: numbers of matches of the one profile; 10,000 and 100,000 unless given. */
  public static void main(String[] arguments) throws Exception {
    int[] sizes =
        arguments.length == 0
            ? new int[] {10_000, 100_000}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    System.out.println(Target.machine());
    try (Broker broker = Broker.start()) {
      for (int size : sizes) {
        run(broker, size);
      }
    }
  }

  private static void run(Broker broker, int hotMatches) throws Exception {
    Path folder = Files.createTempDirectory(broker.folder(), "hot");
    String prefix = "hot" + Long.toString(System.currentTimeMillis(), 36);
    try (ScoreRig rig = new ScoreRig(broker.bootstrapServers(), folder, prefix)) {
      System.out.printf(
          "%n%,d matches of one profile beside %,d of %,d others%n", hotMatches, MATCHES, PROFILES);
      rig.writeProfiles(PROFILES, 1);
      rig.writeMatches(0, MATCHES, PROFILES);
      rig.writeMatchesOf(HOT, MATCHES, hotMatches, PROFILES);
      rig.start();
      rig.counter().await(MATCHES + hotMatches);
      measure("edits alone", broker, rig, false);
      measure("edits beside the one", broker, rig, true);
      System.out.printf("  memory at most %,d MB%n", ResidentMemory.peakMegabytes());
    }
  }

  /** Edits others at a steady rate, and with {@code hot} changes the one just before. */
  private static void measure(String what, Broker broker, ScoreRig rig, boolean hot)
      throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (KafkaConsumer<String, Score> consumer = consumer(broker, rig)) {
      long changedAt = System.currentTimeMillis();
      if (hot) {
        rig.writeProfile(HOT, (int) (changedAt % Integer.MAX_VALUE), changedAt);
      }
      List<Long> edits = new ArrayList<>();
      Arrivals arrivals = new Arrivals(consumer);
      Future<?> reading = reader.submit(arrivals);
      edit(rig, edits);
      rig.counter().await(0);
      arrivals.stop();
      finish(reading);
      List<Long> latencies =
          edits.stream()
              .flatMap(
                  edit ->
                      Optional.ofNullable(arrivals.last().get(edit)).map(at -> at - edit).stream())
              .toList();
      System.out.printf("  %-21s %s (%d edits)%n", what, line(latencies), latencies.size());
      if (hot) {
        System.out.printf(
            Locale.ROOT,
            "  %-21s last score after %.2f s%n",
            "the one",
            (arrivals.last().getOrDefault(changedAt, changedAt) - changedAt) / MILLIS);
      }
    } finally {
      reader.shutdownNow();
    }
  }

  private static String line(List<Long> latencies) {
    return Percentiles.of(latencies).line();
  }

  private static void finish(Future<?> reading) throws InterruptedException {
    try {
      reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The scores could not be read.", e);
    }
  }

  /** Every edit has a time of its own, by which its scores are known. */
  private static void edit(ScoreRig rig, List<Long> edits) {
    Random random = new Random(11);
    long started = System.nanoTime();
    long before = System.currentTimeMillis();
    for (int edit = 0; edit < LEAST_EDITS; edit++) {
      long due = started + edit * 1_000_000_000L / EDITS_PER_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long at = Math.max(System.currentTimeMillis(), before + 1);
      before = at;
      edits.add(at);
      rig.writeProfile(1 + random.nextInt(PROFILES - 1), 1_000 + random.nextInt(1 << 20), at);
    }
  }

  private static KafkaConsumer<String, Score> consumer(Broker broker, ScoreRig rig) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    KafkaConsumer<String, Score> consumer =
        new KafkaConsumer<>(
            settings,
            new StringDeserializer(),
            new PlainSerdes().<Score>specific(Score.getClassSchema()).deserializer());
    consumer.assign(
        consumer.partitionsFor(rig.names().scoresTopic(1)).stream()
            .map(part -> new org.apache.kafka.common.TopicPartition(part.topic(), part.partition()))
            .toList());
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    return consumer;
  }

  /** When the last score of each cause arrived. */
  private static final class Arrivals implements Runnable {
    private static final Duration POLL = Duration.ofMillis(5);

    private final KafkaConsumer<String, Score> consumer;
    private final Map<Long, Long> last = new HashMap<>();
    private volatile boolean isStopped;

    Arrivals(KafkaConsumer<String, Score> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void run() {
      while (!isStopped) {
        for (ConsumerRecord<String, Score> record : consumer.poll(POLL)) {
          last.merge(record.value().getCausedAt(), System.currentTimeMillis(), Math::max);
        }
      }
    }

    void stop() {
      isStopped = true;
    }

    /** Complete once {@link #run} has returned. */
    Map<Long, Long> last() {
      return last;
    }
  }
}
