package io.millrace.connectors;

import java.util.Map;

/**
 * A topic that must exist before anything runs.
 *
 * @param name the topic's name
 * @param partitions 1 or more; must never change while data is kept
 * @param configs the topic's own settings
 */
public record TopicSpecification(String name, int partitions, Map<String, String> configs) {
  public TopicSpecification {
    configs = Map.copyOf(configs);
  }
}
