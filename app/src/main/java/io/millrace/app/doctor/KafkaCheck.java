package io.millrace.app.doctor;

import io.millrace.app.local.Installation;
import io.millrace.app.local.Partitions;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.connectors.Finding;
import io.millrace.connectors.TopicSpecification;
import io.millrace.connectors.Topics;
import io.millrace.stack.PartName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Whether the broker answers and has our topics as they were made. */
final class KafkaCheck implements Check {
  private static final String CHECK = "kafka";
  private static final String CLEANUP_POLICY = "cleanup.policy";
  private static final String TIMEOUT_MILLIS = "10000";

  @Override
  public List<Finding> look(Installation installation) {
    if (!PartsCheck.isRunning(installation, PartName.KAFKA)) {
      return List.of(
          new Finding.Advice(CHECK, "topics were not looked at", "start Kafka: 'millrace up'"));
    }
    PlannedGeneration active = PlannedGeneration.active(installation);
    Map<String, Object> properties = installation.environment().kafka().properties();
    properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      int partitions = Partitions.of(installation).number(active.plan(), admin);
      return look(
          admin, Topics.of(installation.names(), active.plan(), active.number(), partitions));
    }
  }

  private static List<Finding> look(Admin admin, List<TopicSpecification> wanted) {
    List<Finding> findings = new ArrayList<>();
    Set<String> existing = KafkaAnswer.of(admin.listTopics().names());
    List<TopicSpecification> found = new ArrayList<>();
    for (TopicSpecification topic : wanted) {
      if (existing.contains(topic.name())) {
        found.add(topic);
      } else {
        findings.add(
            new Finding.Fault(
                CHECK, "the topic " + topic.name() + " is gone", "run 'millrace up'"));
      }
    }
    Map<String, TopicDescription> descriptions =
        KafkaAnswer.of(
            admin
                .describeTopics(found.stream().map(TopicSpecification::name).toList())
                .allTopicNames());
    Map<ConfigResource, Config> configs =
        KafkaAnswer.of(
            admin.describeConfigs(found.stream().map(KafkaCheck::resource).toList()).all());
    found.forEach(
        topic ->
            compare(topic, descriptions.get(topic.name()), configs.get(resource(topic)), findings));
    if (findings.isEmpty()) {
      findings.add(new Finding.Fine(CHECK, wanted.size() + " topics are as they were made"));
    }
    return findings;
  }

  private static ConfigResource resource(TopicSpecification topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static void compare(
      TopicSpecification wanted,
      @Nullable TopicDescription description,
      @Nullable Config config,
      List<Finding> findings) {
    if (description != null && description.partitions().size() != wanted.partitions()) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "the topic %s has %d partitions instead of %d: keys go where nobody looks for them"
                  .formatted(wanted.name(), description.partitions().size(), wanted.partitions()),
              "partitions cannot be taken back: begin with an empty MILLRACE_HOME, or another"
                  + " MILLRACE_PREFIX"));
    }
    ConfigEntry policy = config == null ? null : config.get(CLEANUP_POLICY);
    String wantedPolicy = wanted.configs().get(CLEANUP_POLICY);
    if (policy != null && wantedPolicy != null && !wantedPolicy.equals(policy.value())) {
      findings.add(
          new Finding.Fault(
              CHECK,
              "the topic %s has %s=%s instead of %s: rows would be forgotten or kept too long"
                  .formatted(wanted.name(), CLEANUP_POLICY, policy.value(), wantedPolicy),
              "set it back with Kafka's tool kafka-configs"));
    }
  }
}
