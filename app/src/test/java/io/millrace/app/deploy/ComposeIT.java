package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.ContainerState;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The compose file with images that are built for it, from nothing to an enriched row.
 *
 * <p>Skipped where no Docker engine answers; a client alone is not enough. It has not been run by
 * this project's own checks, which have none.
 */
class ComposeIT {
  private static final int STATUS = 8090;
  private static final Duration START = Duration.ofMinutes(20);

  @BeforeEach
  void requireEngine() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "No Docker engine answers here, so neither the images nor the compose file were run.");
  }

  @Test
  void shouldEnrichARowInContainers() throws Exception {
    try (ComposeContainer compose =
        new ComposeContainer(ComposeFile.ROOT.resolve("docker-compose.yml").toFile())
            .withEnv(Map.copyOf(ComposeFile.read().defaults()))
            .withBuild(true)
            .withExposedService(
                "millrace", STATUS, Wait.forHttp("/ready").withStartupTimeout(START))) {
      compose.start();
      ContainerState postgres = compose.getContainerByServiceName("postgres").orElseThrow();

      sql(
          postgres,
          "insert into profiles (id, name, seeking) values (gen_random_uuid(), 'A', 'b')");

      assertThat(awaited(postgres, "select count(embedding_seeking) from profiles")).isEqualTo("1");
      ContainerState millrace = compose.getContainerByServiceName("millrace").orElseThrow();
      assertThat(millrace.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
      assertThat(metrics(compose)).contains("millrace_model_calls_total");
    }
  }

  private static String awaited(ContainerState postgres, String query) throws Exception {
    // As the host's clients would: the statement itself waits, so that nothing here does.
    return sql(
        postgres,
        "do $$ begin for i in 1..120 loop exit when (%s) > 0; perform pg_sleep(1); commit; end loop;"
                .formatted(query)
            + " end $$",
        query);
  }

  private static String sql(ContainerState postgres, String... statements) throws Exception {
    String output = "";
    for (String statement : statements) {
      output =
          postgres
              .execInContainer("psql", "-U", "postgres", "-d", "millrace", "-Atc", statement)
              .getStdout()
              .strip();
    }
    return output;
  }

  private static String metrics(ComposeContainer compose) throws Exception {
    URI page =
        URI.create(
            "http://%s:%d/metrics"
                .formatted(
                    compose.getServiceHost("millrace", STATUS),
                    compose.getServicePort("millrace", STATUS)));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
