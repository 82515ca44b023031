package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.connectors.TopicSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** Makes the topics of an installation that are missing; leaves the others as they are. */
final class TopicMaker {
  private TopicMaker() {}

  /**
   * Makes them with the broker's default of replicas.
   *
   * @throws UserException if one of our topics has another number of partitions: records of one row
   *     would lie where nobody looks for them
   */
  static void make(Admin admin, List<TopicSpecification> topics) {
    Set<String> existing = KafkaAnswer.of(admin.listTopics().names());
    refuseOtherPartitions(
        admin, topics.stream().filter(topic -> existing.contains(topic.name())).toList());
    List<NewTopic> missing =
        topics.stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(TopicMaker::newTopic)
            .toList();
    KafkaAnswer.of(admin.createTopics(missing).all());
  }

  /** Of topics that were there: a broker may not know yet what another one has just made. */
  private static void refuseOtherPartitions(Admin admin, List<TopicSpecification> topics) {
    Map<String, TopicDescription> there =
        KafkaAnswer.of(
            admin
                .describeTopics(topics.stream().map(TopicSpecification::name).toList())
                .allTopicNames());
    for (TopicSpecification topic : topics) {
      TopicDescription description = there.get(topic.name());
      if (description != null && description.partitions().size() != topic.partitions()) {
        throw UserException.failure(
            "The topic %s has %d partitions, and %d are wanted; set %s to what it was made with, or begin with another MILLRACE_PREFIX."
                .formatted(
                    topic.name(),
                    description.partitions().size(),
                    topic.partitions(),
                    Partitions.VARIABLE));
      }
    }
  }

  private static NewTopic newTopic(TopicSpecification topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.configs());
  }
}
