package io.millrace.app.upgrade;

import io.millrace.app.UserException;
import io.millrace.app.failures.Failures;
import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.Installation;
import io.millrace.app.local.Partitions;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.connectors.GenerationRemoval;
import io.millrace.connectors.TopicSpecification;
import io.millrace.connectors.Topics;
import io.millrace.schemas.Names;
import io.millrace.stack.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/**
 * Removes all that a generation has which nothing computes any more: connector, columns, topics,
 * groups, state. What is gone already is passed over, so that a removal that was broken off can be
 * run again.
 */
final class GenerationLeftovers {
  private static final Duration GROUP_LIMIT = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 500;

  private final Installation installation;
  private final PlannedGeneration generation;

  GenerationLeftovers(Installation installation, PlannedGeneration generation) {
    this.installation = installation;
    this.generation = generation;
  }

  /** Removes the connector; its sink writes nothing from then on. */
  void removeConnector() {
    new ConnectClient(installation.environment().connectUrl()).delete(connector());
  }

  /** Removes the rest; the generation's process and connector must be gone. */
  void remove(Connection connection) throws SQLException {
    new GenerationRemoval(installation.names(), generation.number()).run(connection);
    try (Admin admin = Admin.create(installation.environment().kafka().properties())) {
      deleteTopics(admin);
      deleteGroup(admin, application());
      deleteGroup(admin, "connect-" + connector());
    }
    new Failures(installation).forget(generation.number());
    for (Path folder : installation.generationFolders(generation.number())) {
      if (Files.exists(folder)) {
        Folders.delete(folder);
      }
    }
  }

  private void deleteTopics(Admin admin) {
    Set<String> own =
        Topics.ofGeneration(
                installation.names(),
                generation.plan(),
                generation.number(),
                Partitions.of(installation).number(generation.plan(), admin))
            .stream()
            .map(TopicSpecification::name)
            .collect(Collectors.toSet());
    // The engine's own begin with the application id; g1 must not take those of g10.
    List<String> topics =
        KafkaAnswer.of(admin.listTopics().names()).stream()
            .filter(topic -> own.contains(topic) || topic.startsWith(application() + "-"))
            .toList();
    KafkaAnswer.of(admin.deleteTopics(topics).all());
  }

  /** A static member of a group that was stopped leaves it after its session only. */
  private static void deleteGroup(Admin admin, String group) {
    Instant limit = Instant.now().plus(GROUP_LIMIT);
    while (true) {
      try {
        KafkaAnswer.of(admin.deleteConsumerGroups(List.of(group)).all());
        return;
      } catch (UserException e) {
        if (e.getCause() instanceof GroupIdNotFoundException) {
          return;
        }
        if (!(e.getCause() instanceof GroupNotEmptyException) || Instant.now().isAfter(limit)) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting for a group to end", e);
    }
  }

  private String application() {
    return installation.names().generationApplicationId(generation.number());
  }

  private String connector() {
    Names names = installation.names();
    return names.sinkConnector(generation.number());
  }
}
