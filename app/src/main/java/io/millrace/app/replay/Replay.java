package io.millrace.app.replay;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.app.progress.TopicReader;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.MatchPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Reads the topics of rows again from their beginning in the active generation. Each row is
 * compared with what is remembered of it, so only what is of another task version or input is
 * computed, as backlog behind present edits. The position is the group's, so that a replay survives
 * every restart.
 */
public final class Replay {
  private final Installation installation;
  private final PlannedGeneration generation;
  private final List<String> topics;

  /**
   * @param type what is to be computed again
   * @param table the only table whose rows are read; empty: all that the type concerns
   * @throws UserException if the plan has no such table
   */
  public Replay(Installation installation, ReplayType type, Optional<String> table) {
    this.installation = installation;
    this.generation = PlannedGeneration.active(installation);
    this.topics =
        tables(generation.plan(), type, table).stream()
            .map(installation.names()::rowsTopic)
            .toList();
  }

  private static List<String> tables(EnrichmentPlan plan, ReplayType type, Optional<String> table) {
    List<String> tables = new ArrayList<>();
    if (type != ReplayType.SCORES) {
      tables.addAll(plan.tables().keySet());
    }
    if (type == ReplayType.SCORES || type == ReplayType.ALL) {
      plan.matches().map(MatchPlan::table).ifPresent(tables::add);
    }
    table.ifPresent(only -> tables.removeIf(name -> !name.equals(only)));
    if (tables.isEmpty()) {
      throw UserException.usage(
          "The plan has no table"
              + table.map(name -> " '" + name + "'").orElse("")
              + " for that; see --type and --table.");
    }
    return tables;
  }

  /** Names of the topics that are read again. */
  public List<String> topics() {
    return topics;
  }

  /** How many records they hold, at most: compaction leaves older states of rows for a while. */
  public long records() {
    try (TopicReader reader = new TopicReader(installation.environment().kafka())) {
      List<TopicPartition> partitions = reader.partitions(topics);
      long records = 0;
      Map<TopicPartition, Long> beginnings = reader.beginningOffsets(partitions);
      for (Map.Entry<TopicPartition, Long> end : reader.endOffsets(partitions).entrySet()) {
        records += end.getValue() - beginnings.getOrDefault(end.getKey(), 0L);
      }
      return records;
    }
  }

  /** Begins; returns once the applications run again. */
  public void run() {
    installation.stack().stop(generation.part());
    try (Admin admin = Admin.create(installation.environment().kafka().properties());
        TopicReader reader = new TopicReader(installation.environment().kafka())) {
      removeMembers(admin);
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      reader
          .beginningOffsets(reader.partitions(topics))
          .forEach((partition, begin) -> offsets.put(partition, new OffsetAndMetadata(begin)));
      KafkaAnswer.of(admin.alterConsumerGroupOffsets(group(), offsets).all());
    } finally {
      new LocalPipeline(installation).up();
    }
  }

  /**
   * A static member that was stopped is waited for until its session ends; it comes back itself.
   */
  private void removeMembers(Admin admin) {
    try {
      KafkaAnswer.of(
          admin
              .removeMembersFromConsumerGroup(group(), new RemoveMembersFromConsumerGroupOptions())
              .all());
    } catch (UserException e) {
      if (!(e.getCause() instanceof UnknownMemberIdException)) {
        throw e;
      }
    }
  }

  private String group() {
    return installation.names().generationApplicationId(generation.number());
  }
}
