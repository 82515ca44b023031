package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusUtil;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggingTest {
  private static final String[] RUN = {"run"};
  private static final String[] LAG = {"lag", "--watch"};

  @Test
  void shouldTellWhatAServiceDoesAndKeepCommandsQuiet() {
    assertThat(Logging.properties(RUN, Map.of())).containsEntry(Logging.LEVEL, "INFO");
    assertThat(Logging.properties(LAG, Map.of())).containsEntry(Logging.LEVEL, "WARN");
    assertThat(Logging.properties(new String[0], Map.of()))
        .containsEntry(Logging.LEVEL, "WARN")
        .containsEntry(Logging.FORMAT, "text");
  }

  @Test
  void shouldTakeFormatAndLevelFromTheEnvironment() {
    Map<String, String> environment =
        Map.of("MILLRACE_LOG_FORMAT", "json", "MILLRACE_LOG_LEVEL", "DEBUG");

    assertThat(Logging.properties(RUN, environment))
        .containsEntry(Logging.FORMAT, "json")
        .containsEntry(Logging.LEVEL, "DEBUG");
    assertThat(Logging.problem(environment)).isEmpty();
  }

  @Test
  void shouldNameAFormatThatIsNotKnownAndLogAllTheSame() {
    Map<String, String> environment = Map.of("MILLRACE_LOG_FORMAT", "xml");

    assertThat(Logging.problem(environment))
        .contains("MILLRACE_LOG_FORMAT must be one of json, text, not 'xml'.");
    assertThat(Logging.properties(RUN, environment)).containsEntry(Logging.FORMAT, "text");
  }

  @Test
  void shouldWriteEachFieldInBothForms() throws Exception {
    assertThat(line("text")).contains("INFO", "rows were enriched event=batch model_calls=12");

    JsonNode json = Json.MAPPER.readTree(line("json"));

    assertThat(json.path("level").asText()).isEqualTo("INFO");
    assertThat(json.path("timestamp").asLong()).isPositive();
    assertThat(json.path("loggerName").asText()).isEqualTo("io.millrace.app.run.ActivityLog");
    assertThat(json.path("formattedMessage").asText()).isEqualTo("rows were enriched");
    assertThat(json.path("kvpList").path(0).path("event").asText()).isEqualTo("batch");
    assertThat(json.path("kvpList").path(1).path("model_calls").asText()).isEqualTo("12");
  }

  /** One line as the program's own settings write it. */
  private static String line(String format) throws Exception {
    LoggerContext context = new LoggerContext();
    context.putProperty(Logging.FORMAT, format);
    context.putProperty(Logging.LEVEL, "INFO");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Logging.class.getResource("/logback.xml"));
    assertThat(new StatusUtil(context).getHighestLevel(0))
        .as("what is worth a warning is printed on standard output, among results")
        .isLessThan(Status.WARN);
    Appender<ILoggingEvent> appender =
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(appender);
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(events);
    context
        .getLogger("io.millrace.app.run.ActivityLog")
        .atInfo()
        .addKeyValue("event", "batch")
        .addKeyValue("model_calls", 12)
        .log("rows were enriched");
    byte[] bytes =
        ((OutputStreamAppender<ILoggingEvent>) appender).getEncoder().encode(events.list.get(0));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
