package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import io.millrace.stack.PartName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * How many partitions each topic with the keys of rows has. The number bounds how many threads
 * share the work, and must never change while data is kept.
 */
public final class Partitions {
  /** Says how many. */
  public static final String VARIABLE = "MILLRACE_PARTITIONS";

  private static final int MOST = 1_000;

  /** On one machine more of them make nothing quicker, and each commit dearer. */
  private static final int ON_THE_LOCAL_STACK = 1;

  /** Where instances may be added to the first. */
  private static final int ON_OWN_KAFKA = 4;

  private final Map<String, String> variables;
  private final Names names;
  private final int otherwise;

  Partitions(Map<String, String> variables, Names names, boolean isOwnKafka) {
    this.variables = variables;
    this.names = names;
    this.otherwise = isOwnKafka ? ON_OWN_KAFKA : ON_THE_LOCAL_STACK;
  }

  /** Those of an installation. */
  public static Partitions of(Installation installation) {
    return new Partitions(
        Variables.read(),
        installation.names(),
        installation.stack().settings().isOwn(PartName.KAFKA));
  }

  /**
   * What the variable says; if it is not set, what the topics were made with; if there are none, 1
   * on the local stack and 4 on a Kafka of the user's own, where instances may be added.
   *
   * @throws UserException if the variable is no such number
   */
  public int number(EnrichmentPlan plan, Admin admin) {
    return set().orElseGet(() -> madeWith(plan, admin).orElse(otherwise));
  }

  private Optional<Integer> set() {
    String text = variables.getOrDefault(VARIABLE, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST) {
      throw UserException.usage(VARIABLE + " must be a number from 1 to " + MOST + ".");
    }
    return Optional.of(Integer.parseInt(text));
  }

  /** Of a topic that is there as long as the installation: the rows of a table. */
  private Optional<Integer> madeWith(EnrichmentPlan plan, Admin admin) {
    Set<String> existing = KafkaAnswer.of(admin.listTopics().names());
    return plan.capturedTables().stream()
        .map(table -> names.rowsTopic(table.name()))
        .filter(existing::contains)
        .findFirst()
        .map(topic -> partitions(admin, topic));
  }

  private static int partitions(Admin admin, String topic) {
    return KafkaAnswer.of(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }
}
