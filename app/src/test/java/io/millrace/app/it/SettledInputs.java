package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.app.progress.TopicReader;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanTask;
import io.millrace.plan.TablePlan;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.StackEnvironment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The inputs that were answered by a model, as the results of rows tell: one for each row, task and
 * text that is not blank. Fewer calls could not have been made, but for rows with equal texts.
 */
final class SettledInputs {
  private final EnrichmentPlan plan;
  private final Tables tables;

  SettledInputs(EnrichmentPlan plan, Tables tables) {
    this.plan = plan;
    this.tables = tables;
  }

  private record Settled(String row, String column, String inputHash) {}

  /** Counts them in the topics as they are now; what was compacted away is missing. */
  long count(StackEnvironment environment) throws SQLException {
    Set<Settled> settled = new HashSet<>();
    try (TopicReader reader = new TopicReader(environment.kafka());
        Deserializer<EnrichedRow> deserializer =
            new RegistrySerdes(RegistrySettings.apicurio(environment.registryUrl()))
                .<EnrichedRow>specific(EnrichedRow.getClassSchema())
                .deserializer()) {
      for (TablePlan table : plan.tables().values()) {
        Set<String> blanks = blankHashes(table);
        String topic = Names.standard().enrichedTopic(1, table.name());
        for (ConsumerRecord<byte[], byte[]> record : reader.readAll(topic)) {
          if (record.value() != null) {
            EnrichedRow row = deserializer.deserialize(topic, record.value());
            row.getResults().stream()
                .filter(result -> !blanks.contains(result.getInputHash()))
                .map(
                    result ->
                        new Settled(
                            new String(record.key(), UTF_8),
                            result.getColumn(),
                            result.getInputHash()))
                .forEach(settled::add);
          }
        }
      }
    }
    return settled.size();
  }

  /** The hashes of whatever blanks the workload writes. */
  private Set<String> blankHashes(TablePlan table) throws SQLException {
    Set<String> hashes = new HashSet<>();
    for (PlanTask task : table.tasks()) {
      for (List<String> blanks : combinations(task.from().size())) {
        String marks = String.join(", ", Collections.nCopies(blanks.size(), "?::text"));
        hashes.add(tables.text("select millrace.input_hash(" + marks + ")", blanks.toArray()));
      }
    }
    return hashes;
  }

  private static List<List<String>> combinations(int length) {
    if (length == 0) {
      return List.of(List.of());
    }
    List<List<String>> combinations = new ArrayList<>();
    for (List<String> shorter : combinations(length - 1)) {
      for (String blank : List.of("", ProfileChanges.SPACES)) {
        List<String> longer = new ArrayList<>(shorter);
        longer.add(blank);
        combinations.add(longer);
      }
    }
    return combinations;
  }
}
