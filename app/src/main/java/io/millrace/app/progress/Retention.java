package io.millrace.app.progress;

import io.millrace.app.UserException;
import io.millrace.app.progress.LagReport.StageLag;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns before a topic forgets records that nobody has read yet, and says so if it has happened.
 * Not threadsafe.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Of the time that a topic keeps records; the other half is left to act. */
  private static final double WARN_AT = 0.5;

  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final GroupProgress groups;
  private final Clock clock;
  private final Map<String, Long> millis = new HashMap<>();
  private long readAt = Long.MIN_VALUE;

  Retention(GroupProgress groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  List<String> warnings(List<StageLag> lags) {
    return warningsOf(lags.stream().flatMap(lag -> lag.detail().partitions().stream()).toList());
  }

  List<String> warningsOf(List<PartitionLag> partitions) {
    List<PartitionLag> waiting =
        partitions.stream()
            .filter(partition -> partition.end() != null && !partition.backlog().isEmpty())
            .toList();
    if (waiting.isEmpty()) {
      return List.of();
    }
    try {
      read(waiting.stream().map(PartitionLag::source).collect(Collectors.toSet()));
      List<String> warnings = new ArrayList<>(lost(waiting));
      warnings.addAll(soonLost(waiting));
      return warnings;
    } catch (UserException | KafkaException e) {
      LOG.debug("retention cannot be read", e);
      return List.of();
    }
  }

  private void read(Set<String> topics) {
    long now = clock.millis();
    if (now < readAt + REMEMBERED.toMillis() && millis.keySet().containsAll(topics)) {
      return;
    }
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    KafkaAnswer.of(groups.admin().describeConfigs(resources).all())
        .forEach((resource, config) -> millis.put(resource.name(), retention(config)));
    readAt = now;
  }

  private static long retention(Config config) {
    boolean isDeleting = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("delete");
    long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    return isDeleting && millis >= 0 ? millis : Long.MAX_VALUE;
  }

  private List<String> soonLost(List<PartitionLag> waiting) {
    Map<String, Backlog> byTopic = new HashMap<>();
    waiting.forEach(lag -> byTopic.merge(lag.source(), lag.backlog(), Backlog::plus));
    List<String> warnings = new ArrayList<>();
    byTopic.forEach(
        (topic, backlog) -> {
          long kept = millis.getOrDefault(topic, Long.MAX_VALUE);
          long age = clock.millis() - backlog.oldestAt();
          if (age >= WARN_AT * kept) {
            warnings.add(
                "The oldest record that waits in topic "
                    + topic
                    + " is "
                    + TimeText.of(age / 1_000.0)
                    + " old, and the topic keeps records for "
                    + TimeText.of(kept / 1_000.0)
                    + ": start what reads it, or raise the topic's retention.ms.");
          }
        });
    return warnings;
  }

  /** Records that were deleted before the group had read them; only topics that delete by age. */
  private List<String> lost(List<PartitionLag> waiting) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (PartitionLag lag : waiting) {
      Long position = lag.committed();
      if (position != null && millis.getOrDefault(lag.source(), Long.MAX_VALUE) < Long.MAX_VALUE) {
        committed.put(new TopicPartition(lag.source(), lag.partition()), position);
      }
    }
    if (committed.isEmpty()) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    groups
        .reader()
        .beginningOffsets(committed.keySet())
        .forEach(
            (partition, beginning) -> {
              long gone = beginning - committed.getOrDefault(partition, beginning);
              if (gone > 0) {
                warnings.add(
                    "Topic "
                        + partition.topic()
                        + " has deleted "
                        + gone
                        + " records of partition "
                        + partition.partition()
                        + " that were not read yet; run 'millrace audit' once the pipeline is"
                        + " back.");
              }
            });
    return warnings;
  }
}
