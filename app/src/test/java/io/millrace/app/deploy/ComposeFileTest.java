package io.millrace.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.app.command.MillraceCommand;
import io.millrace.app.local.Variables;
import io.millrace.topology.runtime.MillraceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whatever the compose file names is there. Nothing here starts a container. */
class ComposeFileTest {
  /** Variables of the command that are no settings of the applications; docs/operations.md. */
  private static final Set<String> OF_THE_COMMAND =
      Set.of(
          "MILLRACE_JDBC_URL",
          "MILLRACE_JDBC_USER",
          "MILLRACE_JDBC_PASSWORD",
          "MILLRACE_SINK_JDBC_URL",
          "MILLRACE_SINK_JDBC_USER",
          "MILLRACE_STATUS_URL",
          "MILLRACE_PLAN",
          "MILLRACE_PARTITIONS",
          "MILLRACE_HEAP",
          "MILLRACE_CONNECT_HOST",
          "MILLRACE_CONNECT_PORT",
          "HF_API_TOKEN");

  private static final String SHARED = "/src/main/resources/io/millrace/stack/";
  private static final Set<String> OWN = Set.of("prepare", "millrace", "connect");
  private static final String DASHBOARD = "deploy/grafana";
  private final ComposeFile compose = ComposeFile.read();

  @Test
  void shouldMountFilesThatExist() {
    List<String> missing =
        compose.mounted().stream()
            .filter(file -> !file.contains(DASHBOARD) && !file.contains("alerts"))
            .filter(file -> !Files.exists(ComposeFile.ROOT.resolve(file)))
            .toList();

    assertThat(missing).isEmpty();
    assertThat(compose.mounted()).anyMatch(file -> file.contains(SHARED));
  }

  @Test
  void shouldMountRulesAndDashboardThatExist() {
    assumeTrue(
        Files.exists(ComposeFile.ROOT.resolve(DASHBOARD)), "This checkout has no dashboard.");

    assertThat(compose.mounted())
        .allMatch(file -> Files.exists(ComposeFile.ROOT.resolve(file)), "exists");
  }

  @Test
  void shouldHaveADefaultForEveryVariableAndNoDefaultThatNothingReads() {
    Set<String> defaults = new HashSet<>(compose.defaults().keySet());
    defaults.remove("COMPOSE_PROFILES");

    assertThat(compose.variables()).containsExactlyInAnyOrderElementsOf(defaults);
  }

  @Test
  void shouldSetVariablesThatTheCodeReads() {
    Set<String> known =
        MillraceConfig.definition().names().stream()
            .map(Variables::variable)
            .collect(Collectors.toSet());
    known.addAll(OF_THE_COMMAND);

    for (String service : OWN) {
      for (String variable : environment(service).keySet()) {
        String name = known.contains(variable) ? variable : variable.replaceFirst("_FILE$", "");
        assertThat(known.contains(name) || name.startsWith("MILLRACE_KAFKA_"))
            .as("%s of service %s", variable, service)
            .isTrue();
      }
    }
  }

  @Test
  void shouldRunCommandsThatExist() throws IOException {
    Set<String> commands = new CommandLine(new MillraceCommand()).getSubcommands().keySet();
    List<String> used = new ArrayList<>(ComposeFile.list(service("millrace").get("command")));
    Pattern.compile("bin/millrace ([a-z]+)")
        .matcher(String.join(" ", ComposeFile.list(service("prepare").get("command"))))
        .results()
        .forEach(found -> used.add(found.group(1)));

    assertThat(used).containsExactly("run", "init", "connectors").isSubsetOf(commands);
    String file = Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml"));
    String images = Files.readString(ComposeFile.ROOT.resolve("deploy/images/Dockerfile"));
    Pattern.compile("/opt/millrace/bin/([a-z-]+)")
        .matcher(file + images)
        .results()
        .forEach(
            found ->
                assertThat(ComposeFile.ROOT.resolve("deploy/bin").resolve(found.group(1)))
                    .isExecutable());
  }

  @Test
  void shouldUseTheVersionsThatTheBuildUses() throws IOException {
    String pom = Files.readString(ComposeFile.ROOT.resolve("pom.xml"));

    assertThat(compose.defaults())
        .containsEntry("KAFKA_IMAGE", "apache/kafka:" + version(pom, "kafka.version"))
        .containsEntry(
            "REGISTRY_IMAGE",
            "apicurio/apicurio-registry:" + version(pom, "apicurio.registry.version"));
  }

  @Test
  void shouldPublishOnLoopbackOnly() {
    compose
        .services()
        .forEach(
            (name, service) ->
                assertThat(ComposeFile.list(service.get("ports")))
                    .as("ports of %s", name)
                    .allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void shouldBoundTheMemoryOfEveryServiceAndKeepOursReadOnly() {
    compose
        .services()
        .forEach((name, service) -> assertThat(service.get("mem_limit")).as(name).isNotNull());
    for (String own : OWN) {
      assertThat(service(own).get("read_only")).as(own).isEqualTo(true);
      assertThat(ComposeFile.list(service(own).get("cap_drop"))).as(own).containsExactly("ALL");
    }
  }

  @Test
  void shouldLetTheHeapAndTheStoresLeaveRoomForTheModelInTheContainer() {
    int container = 2 * 1024;
    int heap =
        Integer.parseInt(compose.defaults().getOrDefault("MILLRACE_HEAP", "").replace("m", ""));
    long stores =
        Long.parseLong(compose.defaults().getOrDefault("MILLRACE_STORE_MEMORY_BYTES", ""))
            / (1024 * 1024);

    assertThat(compose.defaults()).containsEntry("MILLRACE_MEMORY", "2g");
    assertThat(heap + stores).isLessThan(container * 6 / 10);
  }

  @Test
  void shouldAskPortsForHealthThatServicesListenOn() {
    for (String own : List.of("millrace", "connect")) {
      String port =
          ComposeFile.list(ComposeFile.map(service(own).get("healthcheck")).get("test")).get(2);
      Map<?, ?> environment = environment(own);
      assertThat(
              List.of(
                  String.valueOf(environment.get("MILLRACE_STATUS_PORT")),
                  String.valueOf(environment.get("MILLRACE_CONNECT_PORT"))))
          .as(own)
          .contains(port);
    }
    assertThat(compose.defaults().getOrDefault("MILLRACE_CONNECT_URL", "")).endsWith(":8083");
  }

  @Test
  void shouldMakeEverySecretThatIsMounted() throws IOException {
    String script = Files.readString(ComposeFile.ROOT.resolve("deploy/make-secrets"));

    assertThat(compose.secrets())
        .isNotEmpty()
        .allMatch(file -> script.contains("make " + Path.of(file).getFileName() + " "));
  }

  @Test
  void shouldGiveEveryNamedVolumeToSomebody() {
    Set<String> used =
        compose.services().values().stream()
            .flatMap(service -> ComposeFile.list(service.get("volumes")).stream())
            .map(volume -> volume.substring(0, volume.indexOf(':')))
            .filter(name -> !name.startsWith("."))
            .collect(Collectors.toSet());

    assertThat(compose.volumes()).containsExactlyInAnyOrderElementsOf(used);
  }

  private Map<?, ?> service(String name) {
    return compose.services().getOrDefault(name, Map.of());
  }

  private Map<String, Object> environment(String service) {
    Map<?, ?> environment = ComposeFile.map(service(service).get("environment"));
    return environment.entrySet().stream()
        .collect(
            Collectors.toMap(e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())));
  }

  private static String version(String pom, String property) {
    String start = "<" + property + ">";
    int at = pom.indexOf(start) + start.length();
    return pom.substring(at, pom.indexOf('<', at));
  }
}
