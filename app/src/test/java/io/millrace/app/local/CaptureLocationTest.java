package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.connectors.SourceSettings.DatabaseLocation;
import io.millrace.stack.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaptureLocationTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void shouldHandOnHowTheDatabaseIsEntered() {
    DatabaseLocation location = location("?sslmode=verify-full&sslrootcert=/tls/authority.crt");

    assertThat(location.host()).isEqualTo("db");
    assertThat(location.tls().mode()).isEqualTo("verify-full");
    assertThat(location.tls().files()).isEqualTo(Map.of("sslrootcert", "/tls/authority.crt"));
    assertThat(said).isEmpty();
  }

  @Test
  void shouldSayWhatCaptureDoesNotGet() {
    location("?sslmode=require&sslfactory=com.example.Factory&loginTimeout=3");

    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("Capture does not get these parameters of MILLRACE_JDBC_URL: sslfactory.");
  }

  @Test
  void shouldRefuseAFileThatConnectWouldLookForElsewhere() {
    assertThatThrownBy(() -> location("?sslrootcert=authority.crt"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("sslrootcert of MILLRACE_JDBC_URL must be an absolute path");
  }

  private DatabaseLocation location(String query) {
    return CaptureLocation.of(new DatabaseAccess("db", 5432, "app", "me", "pw", query), said::add);
  }
}
