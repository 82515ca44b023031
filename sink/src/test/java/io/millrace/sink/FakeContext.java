package io.millrace.sink;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What Connect offers a task, as far as the sink asks for it. */
final class FakeContext implements SinkTaskContext {
  private final Map<String, String> configs;
  private final @Nullable ErrantRecordReporter deadLetters;
  int requestedCommits;
  long timeout;

  FakeContext(Map<String, String> configs, @Nullable ErrantRecordReporter deadLetters) {
    this.configs = configs;
    this.deadLetters = deadLetters;
  }

  @Override
  public Map<String, String> configs() {
    return configs;
  }

  @Override
  public void timeout(long timeoutMs) {
    timeout = timeoutMs;
  }

  @Override
  public void requestCommit() {
    requestedCommits++;
  }

  @Override
  @SuppressWarnings("NullAway") // Connect returns null where no dead letters are configured
  public ErrantRecordReporter errantRecordReporter() {
    return deadLetters;
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void offset(TopicPartition tp, long offset) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<TopicPartition> assignment() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void pause(TopicPartition... partitions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void resume(TopicPartition... partitions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PluginMetrics pluginMetrics() {
    throw new UnsupportedOperationException();
  }
}
