package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.connectors.Generation;
import io.millrace.inference.ProviderSettings;
import io.millrace.schemas.Names;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.Progress;
import io.millrace.stack.StackEnvironment;
import io.millrace.stack.StackSettings;
import io.millrace.topology.runtime.ProviderEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One installation of Millrace on this machine: its stack, plan and names.
 *
 * @param originFilter whether the server may be asked to leave the sink's writes out of the change
 *     stream; off only to try what happens without
 * @param providers who runs the models, but for embeddings of a generation that keeps its own
 *     provider
 */
public record Installation(
    LocalStack stack,
    PlanFile plan,
    Names names,
    boolean originFilter,
    ProviderSettings providers,
    Progress progress) {
  private static final String PREFIX_VARIABLE = "MILLRACE_PREFIX";
  private static final String ORIGIN_FILTER_VARIABLE = "MILLRACE_ORIGIN_FILTER";

  /** The generation that a fresh installation computes. */
  public static final int GENERATION = 1;

  /** Reads {@code MILLRACE_HOME}, {@code MILLRACE_PLAN} and the other variables. */
  public static Installation fromEnvironment(@Nullable Path planOption, Progress progress) {
    Map<String, String> environment = Variables.read();
    StackSettings settings = StackSettings.fromEnvironment(environment, List.of());
    Path checkout = settings.parts().resolve("..").normalize();
    StackSettings withSink =
        new StackSettings(
            settings.home(),
            settings.cache(),
            settings.parts(),
            Stream.of(checkout.resolve("sink/target/plugin"))
                .filter(Files::isDirectory) // the archive has it among the other plugins
                .toList(),
            settings.own());
    String prefix = environment.getOrDefault(PREFIX_VARIABLE, Names.DEFAULT_PREFIX);
    return new Installation(
        new LocalStack(withSink, progress),
        PlanFile.of(planOption, environment, checkout),
        names(prefix),
        !environment
            .getOrDefault(ORIGIN_FILTER_VARIABLE, "on")
            .toLowerCase(Locale.ROOT)
            .equals("off"),
        ProviderEnvironment.read(environment),
        progress);
  }

  private static Names names(String prefix) {
    try {
      return new Names(prefix);
    } catch (IllegalArgumentException e) {
      throw UserException.usage(PREFIX_VARIABLE + ": " + e.getMessage());
    }
  }

  /** Where everything is. */
  public StackEnvironment environment() {
    return stack.environment();
  }

  /**
   * The root of the status page of applications: those of a part that {@link PartName#isStreams}.
   */
  public String statusUrl(PartName streams) {
    return streams == PartName.STREAMS ? environment().statusUrl() : stack.statusUrl(streams);
  }

  /** The folders in which a generation's application and models keep their state. */
  public List<Path> generationFolders(int generation) {
    return List.of(
        StreamsProcess.stateDirectory(this).resolve(names.generationApplicationId(generation)),
        StreamsProcess.inferenceDirectory(this, generation));
  }

  /** Remembers which generation is active, for when the database does not answer. */
  public void rememberActive(Generation generation) {
    new GenerationMemory(this).write(generation);
  }

  /** Whether the database is the user's own. */
  public boolean hasOwnDatabase() {
    return stack.settings().database().isPresent();
  }

  /** Opens a connection to the database, which the caller closes. */
  public Connection open() throws SQLException {
    return Connections.open(environment().database(), names);
  }

  /**
   * Opens a connection to the database, which the caller closes.
   *
   * @throws UserException if the database does not answer
   */
  public Connection connect() {
    return Connections.connect(environment().database(), names);
  }
}
