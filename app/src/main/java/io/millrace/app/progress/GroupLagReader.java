package io.millrace.app.progress;

import io.millrace.app.UserException;
import io.millrace.stack.KafkaAccess;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Reads the lag of any consumer group. Keeps its connections. Not threadsafe. */
public final class GroupLagReader implements AutoCloseable {
  private static final Duration KAFKA_LIMIT = Duration.ofSeconds(10);

  private final GroupProgress groups;
  private final Retention retention;
  private final String group;
  private final Clock clock;

  public GroupLagReader(KafkaAccess kafka, String group, Clock clock) {
    groups = GroupProgress.glancing(kafka, KAFKA_LIMIT);
    retention = new Retention(groups, clock);
    this.group = group;
    this.clock = clock;
  }

  /**
   * Reads the lag now, in all partitions of the topics that the group reads.
   *
   * @throws UserException if there is no such group, or Kafka does not answer
   */
  public GroupLag read() {
    Map<TopicPartition, Long> committed = groups.committed(group);
    ConsumerGroupDescription description = description(committed.isEmpty());
    Set<String> topics =
        Stream.concat(
                committed.keySet().stream(),
                description.members().stream()
                    .flatMap(member -> member.assignment().topicPartitions().stream()))
            .map(TopicPartition::topic)
            .collect(Collectors.toSet());
    List<PartitionLag> partitions = groups.partitions(group, groups.ends(topics));
    return new GroupLag(
        clock.millis(),
        group,
        description.members().size(),
        partitions,
        retention.warningsOf(partitions));
  }

  private ConsumerGroupDescription description(boolean isUnknown) {
    try {
      ConsumerGroupDescription description =
          KafkaAnswer.of(groups.admin().describeConsumerGroups(List.of(group)).all()).get(group);
      if (description != null && !(isUnknown && description.members().isEmpty())) {
        return description;
      }
    } catch (UserException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
    throw UserException.failure("Kafka knows no consumer group " + group + ".");
  }

  @Override
  public void close() {
    groups.close();
  }
}
