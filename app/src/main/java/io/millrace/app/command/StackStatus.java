package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.doctor.Drift;
import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.Installation;
import io.millrace.app.pause.PauseSwitch;
import io.millrace.app.pause.PauseText;
import io.millrace.app.pause.PausedPart;
import io.millrace.app.run.ModelState;
import io.millrace.app.run.ModelsPage;
import io.millrace.schemas.Pause;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import io.millrace.stack.PartStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * What runs, where, and how it fares.
 *
 * @param paused what somebody has paused
 * @param problems what is no longer in the database as it should be, each with what to do
 */
public record StackStatus(
    List<PartStatus> parts,
    List<ConnectClient.ConnectorStatus> connectors,
    List<ModelState> models,
    Map<PausedPart, Pause> paused,
    List<String> problems) {
  /** Asks all parts now; what does not answer is left out. */
  public static StackStatus of(Installation installation) {
    List<PartStatus> parts = installation.stack().status();
    return new StackStatus(
        parts,
        isRunning(parts, PartName.CONNECT) ? connectors(installation) : List.of(),
        models(installation, parts),
        isRunning(parts, PartName.KAFKA) && isRunning(parts, PartName.REGISTRY)
            ? paused(installation)
            : Map.of(),
        installation.hasOwnDatabase() || isRunning(parts, PartName.POSTGRES)
            ? Drift.problems(installation)
            : List.of());
  }

  /** Of each application: two generations may have providers of their own. */
  private static List<ModelState> models(Installation installation, List<PartStatus> parts) {
    return parts.stream()
        .filter(part -> part.name().isStreams() && part.state() == PartState.RUNNING)
        .flatMap(part -> ModelsPage.read(installation.statusUrl(part.name())).stream())
        .toList();
  }

  private static boolean isRunning(List<PartStatus> parts, PartName name) {
    return parts.stream()
        .anyMatch(part -> part.name() == name && part.state() == PartState.RUNNING);
  }

  private static List<ConnectClient.ConnectorStatus> connectors(Installation installation) {
    try {
      ConnectClient connect = new ConnectClient(installation.environment().connectUrl());
      return connect.names().stream().sorted().flatMap(n -> connect.status(n).stream()).toList();
    } catch (UserException e) {
      return List.of(); // it runs but does not answer yet; its part says that it runs
    }
  }

  private static Map<PausedPart, Pause> paused(Installation installation) {
    try {
      return new PauseSwitch(installation).read();
    } catch (UserException | KafkaException e) {
      return Map.of(); // Kafka starts; its part says that it runs
    }
  }

  Map<String, Object> document() {
    List<Map<String, Object>> partDocuments = new ArrayList<>();
    for (PartStatus part : parts) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", part.name().label());
      document.put("state", part.state().label());
      document.put("pid", part.pid().isPresent() ? part.pid().getAsLong() : null);
      document.put("port", part.port().isPresent() ? part.port().getAsInt() : null);
      document.put("log", part.log().toString());
      partDocuments.add(document);
    }
    return Map.of(
        "parts",
        partDocuments,
        "connectors",
        connectors.stream().map(c -> Map.of("name", c.name(), "state", c.state())).toList(),
        "models",
        models.stream().map(ModelState::document).toList(),
        "paused",
        pausedDocument(),
        "problems",
        problems);
  }

  private Map<String, Object> pausedDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    paused.forEach((part, pause) -> document.put(part.label(), PauseText.document(pause)));
    return document;
  }

  /** One line for each part, connector, model, pause and problem. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (PartStatus part : parts) {
      text.append(
          String.format(
              "%-9s %-8s %-12s %-11s %s%n",
              part.name().label(),
              part.state().label(),
              part.port().isPresent() ? "port " + part.port().getAsInt() : "",
              part.pid().isPresent() ? "pid " + part.pid().getAsLong() : "",
              part.log()));
    }
    for (ConnectClient.ConnectorStatus connector : connectors) {
      text.append(String.format("connector %s: %s%n", connector.name(), connector.state()));
    }
    models.forEach(model -> text.append(model.line()).append(System.lineSeparator()));
    paused.forEach(
        (part, pause) ->
            text.append("paused: ")
                .append(part.text())
                .append(' ')
                .append(PauseText.of(pause))
                .append(System.lineSeparator()));
    problems.forEach(
        problem -> text.append("problem: ").append(problem).append(System.lineSeparator()));
    return text.toString().stripTrailing();
  }
}
