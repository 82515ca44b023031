package io.millrace.stack;

import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts that the user runs, which are used instead of local ones and never started or stopped.
 *
 * @param database the database
 * @param kafka the brokers
 * @param registry the schema registry
 * @param connectUrl root of Connect's REST interface
 * @param statusUrl root of the status page of one of the applications
 * @param sink how the sink enters the database where it does not as capture does, say through a
 *     pooler
 */
public record OwnParts(
    Optional<DatabaseAccess> database,
    Optional<KafkaAccess> kafka,
    Optional<RegistryAccess> registry,
    Optional<String> connectUrl,
    Optional<String> statusUrl,
    SinkEntry sink) {

  static final String BOOTSTRAP_VARIABLE = "MILLRACE_BOOTSTRAP_SERVERS";
  static final String REGISTRY_VARIABLE = "MILLRACE_REGISTRY_URL";
  static final String CONNECT_VARIABLE = "MILLRACE_CONNECT_URL";
  static final String STATUS_VARIABLE = "MILLRACE_STATUS_URL";

  /** Nothing but, perhaps, a database. */
  public static OwnParts only(Optional<DatabaseAccess> database) {
    return new OwnParts(
        database,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SinkEntry.AS_CAPTURE);
  }

  /** Reads the variables that name parts of the user's own. */
  static OwnParts of(Map<String, String> environment) {
    return new OwnParts(
        OwnDatabase.of(environment),
        value(environment, BOOTSTRAP_VARIABLE)
            .map(
                servers ->
                    new KafkaAccess(
                        servers, ClientVariables.of(environment, ClientVariables.KAFKA))),
        url(environment, REGISTRY_VARIABLE)
            .map(
                url ->
                    new RegistryAccess(
                        url, ClientVariables.of(environment, ClientVariables.REGISTRY))),
        url(environment, CONNECT_VARIABLE),
        url(environment, STATUS_VARIABLE),
        SinkEntry.of(environment));
  }

  /** Returns the parts that are the user's. */
  Set<PartName> names() {
    Set<PartName> names = EnumSet.noneOf(PartName.class);
    database.ifPresent(own -> names.add(PartName.POSTGRES));
    kafka.ifPresent(own -> names.add(PartName.KAFKA));
    registry.ifPresent(own -> names.add(PartName.REGISTRY));
    connectUrl.ifPresent(own -> names.add(PartName.CONNECT));
    statusUrl.ifPresent(own -> names.add(PartName.STREAMS));
    return names;
  }

  private static Optional<String> value(Map<String, String> environment, String variable) {
    return Optional.of(environment.getOrDefault(variable, "").strip())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<String> url(Map<String, String> environment, String variable) {
    return value(environment, variable).map(text -> checked(variable, text));
  }

  private static String checked(String variable, String text) {
    String url = text.replaceFirst("/+$", "");
    if (!url.matches("https?://[^/]+.*")) {
      throw new StackException(variable + " must have the form http://host:port.");
    }
    try {
      return URI.create(url).toString();
    } catch (IllegalArgumentException e) {
      throw new StackException(variable + " is no URL.", e);
    }
  }
}
