package io.millrace.app.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kafka's own {@code kafka-consumer-groups.sh --describe}. The property {@code
 * millrace.kafka.tools} names a class path with Kafka's tools; without it nothing is compared.
 */
record KafkaGroupTool(String bootstrapServers) {
  private static final String CLASS_PATH = System.getProperty("millrace.kafka.tools", "");
  private static final String PROGRAM =
      "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand";
  private static final int TOPIC = 1;
  private static final int LAG = 5;

  static boolean isThere() {
    return !CLASS_PATH.isEmpty();
  }

  /** The column LAG of a group, added up for each topic. */
  Map<String, Long> lagByTopic(String group) throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                CLASS_PATH,
                PROGRAM,
                "--bootstrap-server",
                bootstrapServers,
                "--describe",
                "--group",
                group)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, Long> lags = new TreeMap<>();
    for (String line : output.lines().toList()) {
      String[] cells = line.strip().split("\\s+", -1);
      if (cells.length > LAG && cells[LAG].matches("\\d+")) {
        lags.merge(cells[TOPIC], Long.parseLong(cells[LAG]), Long::sum);
      }
    }
    return lags;
  }
}
