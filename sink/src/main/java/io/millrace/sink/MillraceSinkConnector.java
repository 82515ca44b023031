package io.millrace.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Kafka Connect sink that writes vectors, labels and scores into the PostgreSQL rows they belong
 * to.
 *
 * <p>All tasks share one configuration and are told apart by a number. See {@link SinkSettings} for
 * the settings and {@link MillraceSinkTask} for what is written when.
 */
public final class MillraceSinkConnector extends SinkConnector {
  private Map<String, String> properties = Map.of();

  /** Needed by Connect's plugin discovery. */
  public MillraceSinkConnector() {}

  /** The version of this build; never null. */
  @Override
  public String version() {
    return currentVersion();
  }

  static String currentVersion() {
    Package own = MillraceSinkConnector.class.getPackage();
    return Optional.ofNullable(own.getImplementationVersion()).orElse("development");
  }

  @Override
  public void start(Map<String, String> props) {
    properties = Map.copyOf(props);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return MillraceSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return IntStream.range(0, maxTasks).mapToObj(this::taskConfig).toList();
  }

  private Map<String, String> taskConfig(int task) {
    Map<String, String> config = new HashMap<>(properties);
    config.put(SinkSettings.TASK, Integer.toString(task));
    return config;
  }

  @Override
  public void stop() {}

  @Override
  public ConfigDef config() {
    return SinkSettings.definition();
  }

  /** Checks each value, then values against each other; every problem is listed. */
  @Override
  public Config validate(Map<String, String> connectorConfigs) {
    return SettingsCheck.check(connectorConfigs, super.validate(connectorConfigs));
  }
}
