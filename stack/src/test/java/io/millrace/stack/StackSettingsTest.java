package io.millrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackSettingsTest {

  @Test
  void shouldKeepEverythingInTheCheckoutByDefault() {
    StackSettings settings = settings(Map.of("MILLRACE_PARTS", "/checkout/parts"));

    assertThat(settings.home().root()).isEqualTo(Path.of("/checkout/.millrace"));
    assertThat(settings.cache()).isEqualTo(Path.of("/checkout/.millrace/cache"));
    assertThat(settings.database()).isEmpty();
  }

  @Test
  void shouldFollowTheVariables() {
    StackSettings settings =
        settings(Map.of("MILLRACE_HOME", "/home/x", "MILLRACE_CACHE", "/cache"));

    assertThat(settings.home().root()).isEqualTo(Path.of("/home/x"));
    assertThat(settings.cache()).isEqualTo(Path.of("/cache"));
  }

  @Test
  void shouldReadADatabaseOfTheUsersOwn() {
    DatabaseAccess database =
        settings(
                Map.of(
                    "MILLRACE_JDBC_URL", "jdbc:postgresql://db.example/app?sslmode=require",
                    "MILLRACE_JDBC_USER", "ann",
                    "MILLRACE_JDBC_PASSWORD", "s3cret"))
            .database()
            .orElseThrow();

    assertThat(database.jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.example:5432/app?sslmode=require");
    assertThat(database.password()).isEqualTo("s3cret");
    assertThat(database).asString().doesNotContain("s3cret");
  }

  @Test
  void shouldRefuseAUrlThatIsNotPostgres() {
    assertThatThrownBy(() -> settings(Map.of("MILLRACE_JDBC_URL", "jdbc:mysql://db/app")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("MILLRACE_JDBC_URL");
  }

  @Test
  void shouldAskForTheUserOfTheDatabase() {
    assertThatThrownBy(() -> settings(Map.of("MILLRACE_JDBC_URL", "jdbc:postgresql://db/app")))
        .hasMessageContaining("MILLRACE_JDBC_USER");
  }

  private static StackSettings settings(Map<String, String> environment) {
    return StackSettings.fromEnvironment(environment, List.of());
  }
}
