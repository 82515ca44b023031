package io.millrace.app.doctor;

import io.millrace.app.local.ConnectClient;
import io.millrace.app.local.ConnectClient.ConnectorStatus;
import io.millrace.app.local.Installation;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.Finding;
import io.millrace.stack.PartName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether Connect has our plugins and runs our connectors. */
final class ConnectCheck implements Check {
  private static final String CHECK = "connect";
  private static final List<String> PLUGINS =
      List.of(
          "io.debezium.connector.postgresql.PostgresConnector",
          "io.millrace.sink.MillraceSinkConnector");

  @Override
  public List<Finding> look(Installation installation) {
    if (!PartsCheck.isRunning(installation, PartName.CONNECT)) {
      return List.of(
          new Finding.Advice(
              CHECK, "connectors were not looked at", "start Connect: 'millrace up'"));
    }
    ConnectClient connect = new ConnectClient(installation.environment().connectUrl());
    List<Finding> findings = new ArrayList<>();
    plugins(connect.plugins(), findings);
    for (String name :
        List.of(
            installation.names().sourceConnector(),
            installation.names().sinkConnector(PlannedGeneration.active(installation).number()))) {
      findings.add(connector(installation, name, connect.status(name)));
    }
    return findings;
  }

  private static void plugins(List<String> present, List<Finding> findings) {
    for (String plugin : PLUGINS) {
      if (!present.contains(plugin)) {
        findings.add(
            new Finding.Fault(
                CHECK,
                "the worker lacks the plugin " + plugin,
                "build the parts ('millrace --version' does) and run 'millrace up', or put the"
                    + " plugin under the worker's plugin.path"));
      }
    }
  }

  private static Finding connector(
      Installation installation, String name, Optional<ConnectorStatus> status) {
    if (status.isEmpty()) {
      return new Finding.Fault(CHECK, "there is no connector " + name, "run 'millrace up'");
    }
    if (status.get().isStarted()) {
      return new Finding.Fine(CHECK, "connector " + name + " runs");
    }
    if (status.get().isPaused()) {
      return new Finding.Advice(
          CHECK, "connector " + name + " is paused", "'millrace resume' has it go on");
    }
    return new Finding.Fault(
        CHECK,
        "connector " + name + " is " + status.get().state(),
        "run 'millrace up', which starts failed tasks again; why it failed is at the end of "
            + installation.stack().settings().home().logs().resolve("connect.log"));
  }
}
