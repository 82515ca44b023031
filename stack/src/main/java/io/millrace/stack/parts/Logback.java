package io.millrace.stack.parts;

import io.millrace.stack.LocalHome;
import io.millrace.stack.process.Folders;
import java.nio.file.Path;

/** The logging settings of the broker and the Connect worker: warnings and milestones to stdout. */
final class Logback {

  private static final String SETTINGS =
      """
      <configuration>
        <appender name="stdout" class="ch.qos.logback.core.ConsoleAppender">
          <encoder>
            <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0} - %msg%n</pattern>
          </encoder>
        </appender>
        <logger name="org.apache.kafka.common.config.AbstractConfig" level="WARN"/>
        <logger name="org.apache.kafka.connect.runtime.WorkerConfig" level="ERROR"/>
        <logger name="org.apache.kafka.clients" level="WARN"/>
        <logger name="kafka.server.KafkaConfig" level="WARN"/>
        <logger name="org.reflections" level="ERROR"/>
        <root level="INFO">
          <appender-ref ref="stdout"/>
        </root>
      </configuration>
      """;

  private Logback() {}

  static Path file(LocalHome home) {
    return home.run().resolve("logback.xml");
  }

  static String option(LocalHome home) {
    return "-Dlogback.configurationFile=" + file(home);
  }

  static void write(LocalHome home) {
    Folders.write(file(home), SETTINGS, "rw-r--r--");
  }
}
