package io.millrace.benchmark;

import io.millrace.app.local.Installation;
import io.millrace.app.progress.PipelineWait;
import io.millrace.app.progress.PipelineWaits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stack that is measured. */
record Target(Installation installation) {
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(30);
  private static final String MODEL_CALLS = "millrace_model_calls_total";

  /** The one that {@code MILLRACE_HOME} names. */
  static Target fromEnvironment() {
    return new Target(Installation.fromEnvironment(null, System.err::println));
  }

  /**
   * The same, but never somebody's own database.
   *
   * @param what a benchmark does to it
   */
  static Target localOnly(String what) {
    Target target = fromEnvironment();
    if (target.installation().hasOwnDatabase()) {
      throw new IllegalStateException("This benchmark " + what + "; unset MILLRACE_JDBC_URL.");
    }
    return target;
  }

  Connection connect() {
    return installation.connect();
  }

  /** Waits until every change committed before is answered. */
  void awaitIdle() {
    Optional<PipelineWait.Held> held = PipelineWaits.await(installation, IDLE_LIMIT);
    if (held.isPresent()) {
      throw new IllegalStateException("The pipeline is not idle: " + held.get());
    }
  }

  /** Calls of all tasks since the applications were started. */
  long modelCalls() throws IOException, InterruptedException {
    return modelCalls("");
  }

  /** Calls of the tasks whose columns begin so, since the applications were started. */
  long modelCalls(String column) throws IOException, InterruptedException {
    URI metrics = URI.create(installation.environment().statusUrl() + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    String page =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    return (long)
        page.lines()
            .filter(line -> line.startsWith(MODEL_CALLS + "{task=\"" + column))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** The first column of the only row, as a number. */
  static double number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getDouble(1);
    }
  }

  /** PostgreSQL's clock, in milliseconds since 1970. */
  static long clockMillis(Connection connection) throws SQLException {
    return (long) number(connection, "select floor(extract(epoch from clock_timestamp()) * 1000)");
  }

  /** The first column of the first row that a query gives. */
  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  /** The same of a statement with parameters, as the driver gives it. */
  static @Nullable Object first(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < parameters.length; index++) {
        statement.setObject(index + 1, parameters[index]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getObject(1);
      }
    }
  }

  /** What the figures depend on. */
  static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%d processors, %s %s, Java %s, load before %.1f",
        runtime.availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.version(),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
