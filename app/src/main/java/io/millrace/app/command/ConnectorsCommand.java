package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PartsWait;
import io.millrace.stack.OwnParts;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes topics and connectors on parts of the user's own. */
@Command(
    name = "connectors",
    description = {
      "Makes the topics and connectors on parts that you run yourself, and returns when the"
          + " connectors run; 'up' does the same on a local stack.",
      "The parts are named by MILLRACE_JDBC_URL, MILLRACE_BOOTSTRAP_SERVERS, MILLRACE_REGISTRY_URL"
          + " and MILLRACE_CONNECT_URL; docs/deployment.md explains them.",
      "Can be run again: connectors get their configurations anew, topics that exist stay."
    })
final class ConnectorsCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "How long to wait for parts that do not answer. Default: not at all.")
  private Duration wait = Duration.ZERO;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    requireOwnParts(installation.stack().settings().own());
    PartsWait.forAll(installation, wait);
    new LocalPipeline(installation).connect();
    StackStatus status = StackStatus.of(installation);
    options.print(
        Map.of("connectors", status.document().getOrDefault("connectors", "")), status::text);
    return 0;
  }

  private static void requireOwnParts(OwnParts own) {
    if (own.database().isEmpty()
        || own.kafka().isEmpty()
        || own.registry().isEmpty()
        || own.connectUrl().isEmpty()) {
      throw UserException.usage(
          "This works on parts of your own: set MILLRACE_JDBC_URL, MILLRACE_BOOTSTRAP_SERVERS,"
              + " MILLRACE_REGISTRY_URL and MILLRACE_CONNECT_URL. On a local stack run"
              + " 'millrace up'.");
    }
  }
}
