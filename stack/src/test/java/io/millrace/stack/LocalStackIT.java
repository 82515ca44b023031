package io.millrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.stack.parts.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

  private static final String SCHEMA = "{\"schema\":\"{\\\"type\\\":\\\"%s\\\"}\"}";

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private LocalStack stack;

  @BeforeEach
  void describe() {
    StackSettings settings =
        new StackSettings(
            new LocalHome(folder.resolve("home")),
            StackSettings.defaultCache(),
            StackSettings.fromEnvironment(System.getenv(), List.of()).parts(),
            List.of(),
            Optional.empty());
    stack = new LocalStack(settings, said::add);
  }

  @AfterEach
  void stopAll() {
    stack.stopAll();
  }

  @Test
  void shouldStartAndStopEveryPart() throws Exception {
    stack.start(PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT);
    StackEnvironment environment = stack.environment();
    Map<PartName, Long> first = processes();

    assertThat(first)
        .hasSize(4)
        .allSatisfy((name, pid) -> assertThat(stack.answers(name)).isTrue());
    assertThat(get(environment.connectUrl() + "/connector-plugins"))
        .contains("io.debezium.connector.postgresql.PostgresConnector");
    assertThat(environment.variables()).containsEntry("PGUSER", "postgres");

    stack.start(PartName.POSTGRES, PartName.KAFKA, PartName.REGISTRY, PartName.CONNECT);
    assertThat(processes()).as("a second start is harmless").isEqualTo(first);

    kill(PartName.KAFKA);
    assertThat(state(PartName.KAFKA)).isEqualTo(PartState.FAILED);
    stack.start(PartName.KAFKA);
    assertThat(state(PartName.KAFKA)).isEqualTo(PartState.RUNNING);

    assertThat(stack.stopAll())
        .containsExactly(PartName.CONNECT, PartName.REGISTRY, PartName.KAFKA, PartName.POSTGRES);
    assertThat(stack.status()).allMatch(part -> part.state() == PartState.STOPPED);
    assertThat(first.values()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  @Test
  void shouldKeepSchemaIdsWhenTheRegistryIsKilled() throws Exception {
    stack.start(PartName.REGISTRY);
    int first = register("one", "string");
    int second = register("two", "long");

    kill(PartName.REGISTRY);
    stack.start(PartName.REGISTRY);

    assertThat(get(registryUrl() + "/schemas/ids/" + second)).contains("long");
    assertThat(register("one", "string")).isEqualTo(first);
    assertThat(register("three", "bytes")).isGreaterThan(Math.max(first, second));
  }

  @Test
  void shouldChooseAnotherPortWhenItsOwnIsTaken() throws IOException {
    stack.start(PartName.POSTGRES);
    int before = stack.environment().database().port();
    stack.stopAll();

    try (ServerSocket other = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
      stack.start(PartName.POSTGRES);
      assertThat(other.isBound()).isTrue();
    }

    assertThat(stack.environment().database().port()).isNotEqualTo(before);
    assertThat(said).anyMatch(line -> line.contains("Port " + before + " of postgres is taken"));
  }

  @Test
  void shouldNameTheLogOfAProgramThatDiesAtStart() throws IOException {
    stack.start(PartName.POSTGRES);

    assertThatThrownBy(() -> stack.startStreams(PartName.STREAMS, environment -> unknownProgram()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("streams.log")
        .hasMessageContaining("io.millrace.Absent");
    assertThat(state(PartName.STREAMS)).isEqualTo(PartState.FAILED);
    assertThat(Files.readString(folder.resolve("home/logs/streams.log"))).contains("Absent");
  }

  @Test
  void shouldKeepTheDatabasePasswordFromOthers() throws IOException {
    stack.start(PartName.POSTGRES);

    Path secrets = stack.connectSecrets("sink", "millrace_sink", "a password");

    String password = stack.environment().database().password();
    assertThat(Files.readString(secrets)).contains("password=a password");
    assertThat(folder.resolve("home/secrets/connect"))
        .isDirectoryNotContaining(file -> read(file).contains(password));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rw-------");
    assertThat(stack.environment()).asString().doesNotContain(password);
    assertThat(said).noneMatch(line -> line.contains(password));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaProgram unknownProgram() {
    return new JavaProgram(
        ".",
        "io.millrace.Absent",
        List.of(),
        List.of(),
        64,
        Map.of(),
        Set.of(),
        "1",
        URI.create("http://127.0.0.1:1/"));
  }

  private Map<PartName, Long> processes() {
    return stack.status().stream()
        .filter(part -> part.pid().isPresent())
        .collect(Collectors.toMap(PartStatus::name, part -> part.pid().getAsLong()));
  }

  private PartState state(PartName name) {
    return stack.status().stream()
        .filter(part -> part.name() == name)
        .findFirst()
        .orElseThrow()
        .state();
  }

  private void kill(PartName name) {
    long pid =
        stack.status().stream()
            .filter(part -> part.name() == name)
            .findFirst()
            .orElseThrow()
            .pid()
            .getAsLong();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private int register(String subject, String type) throws Exception {
    URI address = URI.create(registryUrl() + "/subjects/" + subject + "/versions");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(SCHEMA.formatted(type)))
            .build();
    JsonNode answer = new ObjectMapper().readTree(send(request));
    return answer.get("id").intValue();
  }

  private String registryUrl() {
    int port =
        stack.status().stream()
            .filter(part -> part.name() == PartName.REGISTRY)
            .findFirst()
            .orElseThrow()
            .port()
            .getAsInt();
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  private String get(String address) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(address)).build());
  }

  private String send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
