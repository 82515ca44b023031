package io.millrace.app.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.connectors.CaptureState;
import io.millrace.connectors.CaptureState.Slot;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.Progress;
import io.millrace.stack.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When a connector must begin anew, and what it is told; Connect is a stand-in that takes notes.
 */
class CaptureRepairIT {
  private static final String SOURCE = "/connectors/millrace-source";
  private static final List<String> ANEW =
      List.of(
          "PUT " + SOURCE + "/stop", "DELETE " + SOURCE + "/offsets", "PUT " + SOURCE + "/resume");

  @TempDir private static Path folder;
  private static TestPostgres server;

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private Connection connection;
  private CaptureState capture;
  private HttpServer connect;
  private boolean hasConnector = true;

  @BeforeAll
  static void prepare() throws SQLException {
    server = TestPostgres.start(folder.resolve("home"));
    try (Connection administrator = server.connect();
        Statement statement = administrator.createStatement()) {
      statement.execute(PlanReader.defaultHostTables());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException, IOException {
    connection = server.connect();
    capture = new CaptureState(connection, Names.standard());
    init();
    capture.forgetChange();
    run("select pg_create_logical_replication_slot('millrace', 'pgoutput')");
    connect = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    connect.createContext("/", this::answer);
    connect.start();
  }

  @AfterEach
  void close() throws SQLException {
    connect.stop(0);
    run("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    connection.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          path.equals("/connectors")
              ? (hasConnector ? "[\"millrace-source\"]" : "[]")
              : "{\"connector\": {\"state\": \"STOPPED\"}, \"tasks\": []}";
      if (!exchange.getRequestMethod().equals("GET")) {
        told.add(exchange.getRequestMethod() + " " + path);
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void init() throws SQLException {
    new DatabasePreparation(PlanReader.readDefault(), Names.standard(), 3).apply(connection);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void repair() throws SQLException {
    String root = "http://127.0.0.1:" + connect.getAddress().getPort();
    new CaptureRepair(capture, "millrace-source", new ConnectClient(root), Progress.SILENT).run();
  }

  @Test
  void shouldLeaveAConnectorAloneWhereNothingDrifted() throws SQLException {
    repair();

    assertThat(told).isEmpty();
    assertThat(capture.slot()).isEqualTo(Slot.IDLE);
  }

  @Test
  void shouldBeginAnewOnceAfterThePublicationWasChanged() throws SQLException {
    run("alter publication millrace drop table matches");
    init();

    repair();

    assertThat(told).isEqualTo(ANEW);
    assertThat(capture.slot()).isEqualTo(Slot.ABSENT);
    assertThat(capture.isPublicationChanged()).isFalse();
  }

  @Test
  void shouldBeginAnewWhereTheSlotIsGone() throws SQLException {
    capture.dropSlot();

    repair();

    assertThat(told).isEqualTo(ANEW);
  }

  @Test
  void shouldOnlyTakeTheMarkAwayBeforeTheFirstStart() throws SQLException {
    capture.dropSlot();
    run("drop publication millrace");
    init();
    hasConnector = false;

    repair();

    assertThat(told).isEmpty();
    assertThat(capture.isPublicationChanged()).isFalse();
  }
}
