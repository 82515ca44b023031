package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProblemTest {
  @ParameterizedTest
  @CsvSource({
    "08006, SSL error: PKIX path building failed",
    "08006, Could not open SSL root certificate file /tls/authority.crt.",
    "08006, The hostname db could not be verified by hostnameverifier PgjdbcHostnameVerifier.",
    "08004, The server does not support SSL.",
    "28000, 'FATAL: no pg_hba.conf entry for host \"10.0.0.1\", user \"me\", no encryption'",
    "28000, FATAL: connection requires a valid client certificate"
  })
  void shouldKnowWhatIsAboutTls(String state, String message) {
    assertThat(TlsProblem.in(new SQLException(message, state))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "08001, Connection to db:5432 refused. Check that the hostname and port are correct",
    "28P01, FATAL: password authentication failed for user \"me\"",
    "42P01, relation \"SSL\" does not exist"
  })
  void shouldLeaveOtherFailuresAlone(String state, String message) {
    assertThat(TlsProblem.in(new SQLException(message, state))).isEmpty();
  }

  @Test
  void shouldNameTheVariable() {
    TlsProblem problem =
        TlsProblem.in(new SQLException("The server does not support SSL.", "08004")).orElseThrow();

    assertThat(problem.told())
        .hasMessage(
            "The database and this client do not agree on TLS: The server does not support SSL. See sslmode and sslrootcert in MILLRACE_JDBC_URL.");
  }
}
