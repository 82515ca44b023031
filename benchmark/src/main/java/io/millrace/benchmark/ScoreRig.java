package io.millrace.benchmark;

import io.millrace.inference.ModelDescription;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Features;
import io.millrace.schemas.Names;
import io.millrace.schemas.Row;
import io.millrace.topology.PipelineTopologies;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.enrich.EnrichSettings;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.StreamsProperties;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskMetrics;
import io.millrace.topology.task.TaskRunners;
import io.millrace.topology.task.TaskThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The application of a generation on a broker, fed with made-up features: no model, no database.
 * Everything has the prefix of this rig.
 */
final class ScoreRig implements AutoCloseable {
  static final int PARTITIONS = 4;

  /** Set to {@code key} for a build whose scoring reads features by their key. */
  private static final String FEATURES_VARIABLE = "MILLRACE_BENCHMARK_FEATURES";

  private static final long POLL_MILLIS = 20;

  private final EnrichmentPlan plan = PlanReader.readDefault();
  private final SyntheticProfiles profiles = new SyntheticProfiles(plan.matches().orElseThrow());
  private final ScoreCounter counter = new ScoreCounter();
  private final Admin admin;
  private final Names names;
  private final Path folder;
  private final KafkaProducer<String, Features> features;
  private final KafkaProducer<String, Row> rows;
  private final KafkaStreams streams;

  ScoreRig(String bootstrapServers, Path folder, String prefix) throws Exception {
    this.names = new Names(prefix);
    this.folder = folder;
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    makeTopics();
    features = producer(bootstrapServers, Features.getClassSchema());
    rows = producer(bootstrapServers, Row.getClassSchema());
    streams = streams(bootstrapServers);
  }

  private void makeTopics() throws ExecutionException, InterruptedException {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact");
    List<NewTopic> topics =
        Stream.of(
                names.rowsTopic("profiles"),
                names.rowsTopic("matches"),
                names.featuresTopic(1),
                names.adoptedTopic(1, "profiles"),
                names.enrichedTopic(1, "profiles"),
                names.scoresTopic(1),
                names.workStatusTopic(1),
                names.failuresTopic())
            .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(compacted))
            .toList();
    admin.createTopics(topics).all().get();
  }

  private static <T extends org.apache.avro.specific.SpecificRecord>
      KafkaProducer<String, T> producer(String bootstrapServers, org.apache.avro.Schema schema) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4", "linger.ms", "5");
    return new KafkaProducer<>(
        settings, new StringSerializer(), new PlainSerdes().<T>specific(schema).serializer());
  }

  private KafkaStreams streams(String bootstrapServers) {
    Map<String, String> settings = new HashMap<>();
    settings.put(MillraceConfig.PREFIX, names.prefix());
    settings.put(MillraceConfig.PLAN, "default");
    settings.put(MillraceConfig.BOOTSTRAP_SERVERS, bootstrapServers);
    settings.put(MillraceConfig.REGISTRY_URL, "http://127.0.0.1:1");
    settings.put(MillraceConfig.PLACEHOLDER, "nothing is captured here");
    settings.put(MillraceConfig.STATE_DIRECTORY, folder.resolve("state").toString());
    MillraceConfig config = new MillraceConfig(settings);
    Properties properties = StreamsProperties.of(config, names.generationApplicationId(1));
    ModelDescription model = new ModelDescription(plan.embeddingModel(), "1", 384, 256, "none");
    TaskRunners runners = silent(model);
    return new KafkaStreams(
        new PipelineTopologies(
                PlannedPipeline.of(plan, names, model, runners), names, new PlainSerdes(), counter)
            .generation(1, properties, runners, EnrichSettings.defaults(), config.scoreSettings()),
        properties);
  }

  /** No rows come, so that nobody asks them. */
  private TaskRunners silent(ModelDescription model) {
    TaskThreads threads = new TaskThreads(1);
    PlanModels.ModelLookup none =
        new PlanModels.ModelLookup(
            name -> {
              throw unknown(name);
            },
            name -> {
              throw unknown(name);
            });
    PlanModels models =
        new PlanModels(
            model,
            (text, priority, task) -> new CompletableFuture<>(),
            none,
            threads,
            TaskMetrics.NONE);
    return TaskRunners.of(plan, models, new TaskAnswers(threads, TaskMetrics.NONE, 0));
  }

  private static IllegalArgumentException unknown(String model) {
    return new IllegalArgumentException("The benchmark's plan names no model such as " + model);
  }

  Names names() {
    return names;
  }

  ScoreCounter counter() {
    return counter;
  }

  /** Starts the application and returns when it works; what is in the topics is then being read. */
  void start() throws InterruptedException {
    streams.start();
    while (streams.state() != KafkaStreams.State.RUNNING) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Writes a version of the first profiles' features. */
  void writeProfiles(int count, int version) {
    long committedAt = System.currentTimeMillis(); // of one transaction
    for (int profile = 0; profile < count; profile++) {
      writeProfile(profile, version, committedAt);
    }
    features.flush();
  }

  /** Writes a profile's features; does not wait. */
  void writeProfile(int profile, int version, long causedAt) {
    Features value = profiles.features(profile, version, causedAt);
    String topic = names.featuresTopic(1);
    if ("key".equals(System.getenv(FEATURES_VARIABLE))) {
      var unused = features.send(new ProducerRecord<>(topic, value.getKey(), value));
      return;
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      var unused = features.send(new ProducerRecord<>(topic, partition, value.getKey(), value));
    }
  }

  /** Writes matches between random pairs of the first profiles. */
  void writeMatches(int first, int count, int profileCount) {
    Random random = new Random(first);
    for (int match = first; match < first + count; match++) {
      int a = random.nextInt(profileCount);
      writeMatch(match, a, (a + 1 + random.nextInt(profileCount - 1)) % profileCount);
    }
    rows.flush();
  }

  /** Writes matches of one profile with random others of the first ones. */
  void writeMatchesOf(int profile, int first, int count, int profileCount) {
    Random random = new Random(first);
    for (int match = first; match < first + count; match++) {
      writeMatch(match, profile, random.nextInt(profileCount));
    }
    rows.flush();
  }

  private void writeMatch(int match, int a, int b) {
    Row row = profiles.match(match, a, b, System.currentTimeMillis());
    var unused = rows.send(new ProducerRecord<>(names.rowsTopic("matches"), row.getKey(), row));
  }

  /** Bytes that the broker holds: of the application's own topics, and of all. */
  Bytes kafkaBytes() throws ExecutionException, InterruptedException {
    String own = names.generationApplicationId(1) + "-";
    long inner = 0;
    long all = 0;
    for (Map.Entry<String, Long> topic : DiskSizes.ofTopics(admin).entrySet()) {
      boolean isOwn = topic.getKey().startsWith(own);
      all += isOwn || topic.getKey().startsWith(names.prefix() + ".") ? topic.getValue() : 0;
      inner += isOwn ? topic.getValue() : 0;
    }
    return new Bytes(inner, all);
  }

  /** Sizes on the broker's disk. */
  record Bytes(long internal, long all) {}

  /** Bytes of the state stores. */
  long stateBytes() throws IOException {
    return DiskSizes.ofFiles(folder.resolve("state"));
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
    features.close();
    rows.close();
    admin.close();
  }
}
