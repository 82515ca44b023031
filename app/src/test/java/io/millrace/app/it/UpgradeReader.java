package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.app.progress.PipelineWaits;
import io.millrace.connectors.Generation;
import io.millrace.connectors.Generations;
import io.millrace.stack.PartName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Looks at a pipeline during an upgrade. */
final class UpgradeReader {
  private UpgradeReader() {}

  /**
   * Reads until it is told to end.
   *
   * @return every model that a statement saw, and how many different ones it saw
   */
  static Set<String> read(Tables tables, AtomicBoolean isOver) {
    return read(
        tables,
        isOver,
        "select max(embeddings_model) || ' ' || count(distinct embeddings_model) from profiles");
  }

  /**
   * The same by a statement of one column.
   *
   * @return every value that it gave
   */
  static Set<String> read(
      Tables tables, AtomicBoolean isOver, String sql, @Nullable Object... parameters) {
    Set<String> seen = new HashSet<>();
    try {
      while (!isOver.get()) {
        seen.addAll(tables.query(row -> row.getString(1), sql, parameters));
      }
      return seen;
    } catch (SQLException e) {
      return Set.of("failed: " + e.getMessage());
    }
  }

  /** What {@code upgrade start} does before it brings anything up. */
  static void beginOnly(Installation installation, String model) {
    try (Connection connection = installation.connect()) {
      Generation begun =
          new Generations(connection, installation.names())
              .begin(model, Optional.empty(), Map.of());
      new LocalPipeline(installation)
          .storage(PlannedGeneration.of(installation, begun, PartName.STREAMS_NEXT))
          .prepare(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<PlannedGeneration> live(Installation installation) {
    try (Connection connection = installation.connect()) {
      return PlannedGeneration.live(connection, installation);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until a generation has answered all that was committed before. */
  static void awaitWritten(Installation installation, int generation, Duration limit) {
    PlannedGeneration planned =
        live(installation).stream()
            .filter(candidate -> candidate.number() == generation)
            .findFirst()
            .orElseThrow();
    assertThat(PipelineWaits.await(installation, planned, limit))
        .as("what holds generation " + generation + " up")
        .isEmpty();
  }

  /** Topics and groups of a generation. */
  static List<String> topics(Installation installation, String generation) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", installation.environment().bootstrapServers()))) {
      return KafkaAnswer.of(admin.listTopics().names()).stream()
          .filter(
              topic ->
                  topic.contains(".g" + generation + ".")
                      || topic.endsWith(".g" + generation)
                      || topic.startsWith("millrace-g" + generation + "-"))
          .toList();
    }
  }
}
