package io.millrace.app.command;

import io.millrace.app.Logging;
import io.millrace.app.UserException;
import io.millrace.app.local.Variables;
import io.millrace.app.run.InstancePlace;
import io.millrace.app.run.StreamsService;
import io.millrace.stack.ClientVariables;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.StackSettings;
import io.millrace.topology.runtime.MillraceConfig;
import io.millrace.topology.runtime.PassedOn;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the Streams applications in this process. */
@Command(
    name = "run",
    description = {
      "Runs the Streams applications in the foreground, for containers.",
      "A setting such as millrace.plan.file is read from the file, then from the environment, where"
          + " it is MILLRACE_PLAN_FILE. docs/configuration.md lists all of them.",
      "Where MILLRACE_JDBC_URL names the database, columns that exist are compared with the model"
          + " first."
    })
final class RunCommand implements Callable<Integer> {
  @Option(names = "--settings", paramLabel = "FILE", description = "A properties file.")
  private @Nullable Path file;

  @Option(names = "--json", description = "Print an error as JSON; the applications print none.")
  @SuppressWarnings("UnusedVariable") // the error printer looks for the option itself
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Explain this command and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> environment = Variables.read();
    Logging.problem(environment)
        .ifPresent(
            problem -> {
              throw UserException.usage(problem);
            });
    Optional<DatabaseAccess> database =
        StackSettings.fromEnvironment(environment, List.of()).database();
    try (InstancePlace place = InstancePlace.claim(settings(environment));
        StreamsService service = new StreamsService(place.settings(), database)) {
      return service.run() ? 0 : 1; // it runs until it is told to end; all else is a failure
    }
  }

  private Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(fromFile());
    for (String key : MillraceConfig.definition().names()) {
      String value = environment.get(Variables.variable(key));
      if (value != null) {
        settings.put(key, value);
      }
    }
    ClientVariables.of(environment, ClientVariables.KAFKA)
        .forEach((key, value) -> settings.put(PassedOn.KAFKA.prefix() + key, value));
    ClientVariables.of(environment, ClientVariables.REGISTRY)
        .forEach((key, value) -> settings.put(PassedOn.REGISTRY.prefix() + key, value));
    return ProviderEnvironment.complete(settings, environment);
  }

  private Map<String, String> fromFile() {
    if (file == null) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw UserException.failure("Cannot read the settings file " + file + ".", e);
    }
    Map<String, String> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }
}
