package io.millrace.connectors;

import io.millrace.plan.CapturedTable;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.schemas.RecordSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics of an installation. They are made before the connectors start, because topics that a
 * broker makes by itself get its defaults.
 */
public final class Topics {
  private static final Duration CAPTURE_RETENTION = Duration.ofDays(3);
  private static final Duration FAILURE_RETENTION = Duration.ofDays(30);
  private static final Duration SHORT_RETENTION = Duration.ofDays(1);

  /** A deleted row's text is gone from a compacted topic after this time at the latest. */
  private static final Duration LONGEST_COMPACTION_LAG = Duration.ofDays(7);

  /**
   * A reader that is behind by less than this sees every state of a row. One that saw only the last
   * would miss that a row was deleted and inserted again, and that all results are to be written
   * again therefore.
   */
  private static final Duration LEAST_COMPACTION_LAG = Duration.ofDays(1);

  /** The segment that is being written is never compacted; the default is 1 GB a partition. */
  private static final String COMPACTED_SEGMENT_BYTES = "67108864";

  /** All of it is read again when an instance was killed. */
  private static final String RESTORED_SEGMENT_BYTES =
      String.valueOf(RecordSize.LEAST_SEGMENT_BYTES);

  /** Applications that start within this time after an adoption make use of it. */
  private static final Duration ADOPTION_RETENTION = Duration.ofDays(7);

  /** What is too old goes a segment at a time. */
  private static final Duration ADOPTION_SEGMENT = Duration.ofDays(1);

  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
  private static final String LARGEST_RECORD = String.valueOf(RecordSize.LARGEST_BYTES);

  private static final String STATUS_SEGMENT_BYTES = "1048576";
  private static final Duration STATUS_COMPACTION_LAG = Duration.ofMinutes(10);

  private Topics() {}

  /**
   * All topics of one generation and those that generations share.
   *
   * @param generation from 1
   * @param partitions of every topic with the keys of rows, from 1
   */
  public static List<TopicSpecification> of(
      Names names, EnrichmentPlan plan, int generation, int partitions) {
    List<TopicSpecification> topics = new ArrayList<>(shared(names, plan, partitions));
    topics.addAll(ofGeneration(names, plan, generation, partitions));
    return topics;
  }

  /** Those of one generation alone. */
  public static List<TopicSpecification> ofGeneration(
      Names names, EnrichmentPlan plan, int generation, int partitions) {
    List<TopicSpecification> topics = new ArrayList<>();
    plan.tables()
        .keySet()
        .forEach(table -> topics.add(history(names.enrichedTopic(generation, table), partitions)));
    plan.tables().values().stream()
        .filter(table -> !table.embed().isEmpty())
        .forEach(
            table -> topics.add(adopted(names.adoptedTopic(generation, table.name()), partitions)));
    if (plan.matches().isPresent()) {
      topics.add(restored(names.featuresTopic(generation), partitions));
      topics.add(compacted(names.scoresTopic(generation), partitions));
    }
    topics.add(status(names.workStatusTopic(generation)));
    return topics;
  }

  private static List<TopicSpecification> shared(Names names, EnrichmentPlan plan, int partitions) {
    List<TopicSpecification> topics = new ArrayList<>();
    for (CapturedTable table : plan.capturedTables()) {
      topics.add(kept(names.cdcTopic(table.schema(), table.name()), partitions, CAPTURE_RETENTION));
      topics.add(history(names.rowsTopic(table.name()), partitions));
    }
    for (PublicationStatements.OwnTable own : PublicationStatements.OWN_TABLES) {
      topics.add(kept(names.cdcTopic(names.databaseSchema(), own.name()), 1, SHORT_RETENTION));
    }
    topics.add(kept(SourceConfiguration.heartbeatTopic(names), 1, SHORT_RETENTION));
    topics.add(kept(names.truncatesTopic(), partitions, SHORT_RETENTION));
    topics.add(kept(names.rereadsTopic(), partitions, SHORT_RETENTION));
    topics.add(kept(names.signalsTopic(), 1, SHORT_RETENTION));
    topics.add(compacted(names.pausesTopic(), 1));
    topics.add(status(names.rowsStatusTopic()));
    topics.add(
        new TopicSpecification(
            names.failuresTopic(),
            partitions,
            Map.of("cleanup.policy", "compact,delete", "retention.ms", text(FAILURE_RETENTION))));
    topics.add(kept(names.sinkReportsTopic(), partitions, SHORT_RETENTION));
    return topics;
  }

  private static TopicSpecification history(String name, int partitions) {
    TopicSpecification compacted = compacted(name, partitions);
    Map<String, String> configs = new TreeMap<>(compacted.configs());
    configs.put("min.compaction.lag.ms", text(LEAST_COMPACTION_LAG));
    return new TopicSpecification(name, partitions, configs);
  }

  private static TopicSpecification compacted(String name, int partitions) {
    return new TopicSpecification(
        name,
        partitions,
        Map.of(
            "cleanup.policy",
            "compact",
            "segment.bytes",
            COMPACTED_SEGMENT_BYTES,
            "max.compaction.lag.ms",
            text(LONGEST_COMPACTION_LAG),
            MAX_MESSAGE_BYTES,
            LARGEST_RECORD));
  }

  /** Of a topic that is a store's changelog too, as small as those that the engine makes. */
  private static TopicSpecification restored(String name, int partitions) {
    Map<String, String> configs = new TreeMap<>(compacted(name, partitions).configs());
    configs.put("segment.bytes", RESTORED_SEGMENT_BYTES);
    return new TopicSpecification(name, partitions, configs);
  }

  private static TopicSpecification adopted(String name, int partitions) {
    Map<String, String> configs = new TreeMap<>(compacted(name, partitions).configs());
    configs.put("cleanup.policy", "compact,delete");
    configs.put("retention.ms", text(ADOPTION_RETENTION));
    configs.put("segment.ms", text(ADOPTION_SEGMENT));
    return new TopicSpecification(name, partitions, configs);
  }

  /**
   * Who looks at the status reads all of it, and busy tasks tell it ten times a second: it is
   * compacted early, in small segments.
   */
  private static TopicSpecification status(String name) {
    return new TopicSpecification(
        name,
        1,
        Map.of(
            "cleanup.policy",
            "compact",
            "segment.bytes",
            STATUS_SEGMENT_BYTES,
            "min.cleanable.dirty.ratio",
            "0.1",
            "max.compaction.lag.ms",
            text(STATUS_COMPACTION_LAG)));
  }

  private static TopicSpecification kept(String name, int partitions, Duration retention) {
    return new TopicSpecification(
        name,
        partitions,
        Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            text(retention),
            MAX_MESSAGE_BYTES,
            LARGEST_RECORD));
  }

  private static String text(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
