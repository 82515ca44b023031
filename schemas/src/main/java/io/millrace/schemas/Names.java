package io.millrace.schemas;

import static java.util.Objects.requireNonNull;

/**
 * Names of everything that Millrace creates outside its own process: topics, application ids,
 * connectors, slot, publication and database schema.
 *
 * <p>They are kept stable from release to release. Two installations that share a Kafka cluster or
 * a database take different prefixes. Immutable and threadsafe.
 *
 * @param prefix begins every name; lower-case letters, digits and underscores, at most 20
 *     characters
 */
public record Names(String prefix) {
  public static final String DEFAULT_PREFIX = "millrace";

  /** The table whose rows mark positions in the log, in {@link #databaseSchema()}. */
  public static final String HEARTBEAT_TABLE = "heartbeat";

  /** The table that Debezium marks its windows in, in {@link #databaseSchema()}. */
  public static final String SIGNAL_TABLE = "signal";

  public Names {
    requireNonNull(prefix, "prefix");
    if (!prefix.matches("[a-z][a-z0-9_]{0,19}")) {
      throw new IllegalArgumentException(
          "prefix '"
              + prefix
              + "' must be lower-case letters, digits and underscores, at most 20, a letter first");
    }
  }

  /** Names under the default prefix. */
  public static Names standard() {
    return new Names(DEFAULT_PREFIX);
  }

  public String rowsApplicationId() {
    return prefix + "-rows";
  }

  /** Application id of the Streams application that computes one generation, from 1. */
  public String generationApplicationId(int generation) {
    return prefix + "-g" + generation;
  }

  public String sourceConnector() {
    return prefix + "-source";
  }

  public String sinkConnector(int generation) {
    return prefix + "-sink-g" + generation;
  }

  /** Whether a connector is the sink of some generation. */
  public boolean isSinkConnector(String connector) {
    return connector.matches(prefix + "-sink-g[1-9][0-9]*");
  }

  /** Name of the replication slot and of the publication. */
  public String slotAndPublication() {
    return prefix;
  }

  /** The schema of our own tables in the user's database. */
  public String databaseSchema() {
    return prefix;
  }

  /** Debezium's {@code topic.prefix}. */
  public String cdcTopicPrefix() {
    return prefix + ".cdc";
  }

  public String cdcTopic(String schema, String table) {
    return cdcTopicPrefix() + "." + schema + "." + table;
  }

  public String heartbeatTopic() {
    return cdcTopic(databaseSchema(), HEARTBEAT_TABLE);
  }

  public String rowsTopic(String table) {
    return prefix + ".rows." + table;
  }

  /** Carries each truncate to every partition: Debezium writes it to one. */
  public String truncatesTopic() {
    return prefix + ".truncates";
  }

  /** Requests to read rows again from their tables. */
  public String rereadsTopic() {
    return prefix + ".rereads";
  }

  /** What somebody has paused. */
  public String pausesTopic() {
    return prefix + ".pauses";
  }

  /** Debezium's {@code signal.kafka.topic}; a signal's key is {@link #cdcTopicPrefix()}. */
  public String signalsTopic() {
    return prefix + ".signals";
  }

  /** What the application that assembles rows still holds. */
  public String rowsStatusTopic() {
    return prefix + ".work-status.rows";
  }

  public String enrichedTopic(int generation, String table) {
    return prefix + ".enriched.g" + generation + "." + table;
  }

  /**
   * Vectors that rows of a table held before Millrace wrote any, for one generation to take as its
   * own. Its records are of the form of {@link EnrichedRow}; their revision is 0.
   */
  public String adoptedTopic(int generation, String table) {
    return prefix + ".adopted.g" + generation + "." + table;
  }

  public String featuresTopic(int generation) {
    return prefix + ".features.g" + generation;
  }

  public String scoresTopic(int generation) {
    return prefix + ".scores.g" + generation;
  }

  public String workStatusTopic(int generation) {
    return prefix + ".work-status.g" + generation;
  }

  public String failuresTopic() {
    return prefix + ".failures";
  }

  /**
   * The column that holds the values of a generation that is not active, beside the one that
   * readers see.
   *
   * @param plain the column's name while its generation is active
   */
  public static String generationColumn(String plain, int generation) {
    return plain + "__g" + generation;
  }

  public String sinkReportsTopic() {
    return prefix + ".sink-reports";
  }
}
