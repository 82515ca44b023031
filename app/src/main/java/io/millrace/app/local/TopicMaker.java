package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.TopicSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of an installation that are missing; leaves the others as they are. */
final class TopicMaker {
  private TopicMaker() {}

  static void make(String bootstrapServers, List<TopicSpecification> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> existing = get(admin.listTopics().names());
      List<NewTopic> missing =
          topics.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(TopicMaker::newTopic)
              .toList();
      get(admin.createTopics(missing).all());
    }
  }

  private static NewTopic newTopic(TopicSpecification topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.configs());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        throw UserException.failure("Somebody else is making the topics; run the command again.", e);
      }
      throw UserException.failure("Kafka refused a topic: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while making topics", e);
    }
  }
}
