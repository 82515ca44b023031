package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.stack.LocalHome;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.Progress;
import io.millrace.stack.StackSettings;
import io.millrace.stack.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lag of groups on a broker: right under transactions. */
class GroupLagIT {
  private static final long WRITTEN_AT = 1_700_000_000_000L;
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(WRITTEN_AT + 30_000), ZoneOffset.UTC);

  private static LocalStack stack;
  private static String bootstrapServers;
  private static Admin admin;

  @BeforeAll
  static void start() {
    StackSettings defaults = StackSettings.fromEnvironment(System.getenv(), List.of());
    LocalHome home = new LocalHome(Path.of("target", "lag-home"));
    stack =
        new LocalStack(
            new StackSettings(
                home, StackSettings.defaultCache(), defaults.parts(), List.of(), Optional.empty()),
            Progress.SILENT);
    stack.stopAll();
    if (Files.exists(home.root())) {
      Folders.delete(home.root());
    }
    stack.start(PartName.KAFKA);
    bootstrapServers = "127.0.0.1:" + port();
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  private static int port() {
    return stack.status().stream()
        .filter(part -> part.name() == PartName.KAFKA)
        .findFirst()
        .orElseThrow()
        .port()
        .orElseThrow();
  }

  @AfterAll
  static void stop() {
    admin.close();
    stack.stopAll();
    Folders.delete(stack.settings().home().root());
  }

  @Test
  void shouldCountRecordsButNoMarkersOfTransactions_invariant8() throws Exception {
    TopicPartition partition = topic("counted");
    transactions(partition, 3, true);
    transactions(partition, 2, false);
    commit("counting", partition, 0);

    GroupLag lag = read("counting");

    assertThat(lag.records()).isEqualTo(3);
    assertThat(lag.behindSeconds()).isEqualTo(30);
    assertThat(lag.members()).isZero();
  }

  @Test
  void shouldBeZeroWhereOnlyMarkersAreLeft_invariant8() throws Exception {
    TopicPartition partition = topic("markers");
    transactions(partition, 2, true);
    commit("done", partition, 3);
    transactions(partition, 1, false);

    GroupLag lag = read("done");

    assertThat(lag.records()).isZero();
    assertThat(lag.behindSeconds()).isZero();
    assertThat(lag.isEmpty()).isTrue();
  }

  @Test
  void shouldNeverBeNegativeWhereTheTopicIsShorterThanThePosition_invariant8() throws Exception {
    TopicPartition partition = topic("shorter");
    commit("ahead", partition, 50);

    assertThat(read("ahead").records()).isZero();
  }

  @Test
  void shouldSayThatNothingWasCommittedYetInsteadOfAHugeLag() throws Exception {
    TopicPartition read = topic("half_read", 2);
    transactions(read, 1, true);
    transactions(new TopicPartition(read.topic(), 1), 1, true);
    commit("beginner", read, 2);

    GroupLag lag = read("beginner");

    assertThat(lag.records()).isZero();
    assertThat(lag.partitions()).filteredOn(PartitionLag::isWithoutCommit).hasSize(1);
  }

  @Test
  void shouldSeeWhatComesAndGoesBetweenReadings() throws Exception {
    TopicPartition partition = topic("moving");
    commit("moving", partition, 0);
    try (GroupLagReader reader =
        new GroupLagReader(
            io.millrace.stack.KafkaAccess.plain(bootstrapServers), "moving", CLOCK)) {
      assertThat(reader.read().records()).isZero();

      transactions(partition, 2, true);
      assertThat(reader.read().records()).isEqualTo(2);
      transactions(partition, 1, true);
      assertThat(reader.read().records()).isEqualTo(3);
      commit("moving", partition, 2);
      assertThat(reader.read().records()).isEqualTo(2);
      commit("moving", partition, 6);
      assertThat(reader.read().records()).isZero();
    }
  }

  @Test
  void shouldWarnBeforeTheTopicForgetsWhatWaits() throws Exception {
    TopicPartition partition = topic("forgetful", 1, Map.of("retention.ms", "50000"));
    transactions(partition, 1, true);
    commit("late", partition, 0);

    assertThat(read("late").warnings()).singleElement().asString().contains("forgetful", "30.0 s");
  }

  @Test
  void shouldRefuseAGroupThatKafkaDoesNotKnow() {
    assertThatThrownBy(() -> read("nobody"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nobody");
  }

  private static GroupLag read(String group) {
    try (GroupLagReader reader =
        new GroupLagReader(io.millrace.stack.KafkaAccess.plain(bootstrapServers), group, CLOCK)) {
      return reader.read();
    }
  }

  private static TopicPartition topic(String name) throws Exception {
    return topic(name, 1);
  }

  private static TopicPartition topic(String name, int partitions) throws Exception {
    return topic(name, partitions, Map.of());
  }

  private static TopicPartition topic(String name, int partitions, Map<String, String> settings)
      throws Exception {
    admin
        .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
        .all()
        .get();
    return new TopicPartition(name, 0);
  }

  private static void commit(String group, TopicPartition partition, long offset)
      throws InterruptedException, ExecutionException {
    admin
        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  /** Each transaction is one record and one marker. */
  private static void transactions(TopicPartition partition, int count, boolean isCommitted) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "transactional.id",
            partition.toString() + isCommitted);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      for (int number = 0; number < count; number++) {
        producer.beginTransaction();
        Future<RecordMetadata> sent =
            producer.send(
                new ProducerRecord<>(
                    partition.topic(), partition.partition(), WRITTEN_AT, "key", "value"));
        producer.flush();
        assertThat(sent).isDone();
        if (isCommitted) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
    }
  }
}
