package io.millrace.app.local;

import io.millrace.app.progress.KafkaAnswer;
import io.millrace.connectors.TopicSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics of an installation that are missing; leaves the others as they are. */
final class TopicMaker {
  private TopicMaker() {}

  static void make(String bootstrapServers, List<TopicSpecification> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> existing = KafkaAnswer.of(admin.listTopics().names());
      List<NewTopic> missing =
          topics.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(TopicMaker::newTopic)
              .toList();
      KafkaAnswer.of(admin.createTopics(missing).all());
    }
  }

  private static NewTopic newTopic(TopicSpecification topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.configs());
  }
}
