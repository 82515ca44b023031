package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Guards the names of nodes, stores and internal topics: a changed name is an empty store in
 * production. Run with {@code -Dmillrace.golden=write} to accept a change.
 */
class TopologyDescriptionTest {
  private static final Pattern STORES = Pattern.compile("stores: \\[(.*?)]");
  private static final Path FOLDER = Path.of("src/test/resources/topology");

  @ParameterizedTest
  @CsvSource({"rows", "generation"})
  void shouldKeepTheNamesOfNodesStoresAndInternalTopics(String application) throws IOException {
    Topology topology =
        application.equals("rows")
            ? PipelineDriver.rowsTopology()
            : PipelineDriver.generationTopology();
    String description = withSortedStores(topology.describe().toString());
    Path golden = FOLDER.resolve(application + ".txt");
    if ("write".equals(System.getProperty("millrace.golden"))) {
      Files.writeString(golden, description);
    }

    assertThat(description).isEqualTo(Files.readString(golden));
    assertThat(description).doesNotContain("KSTREAM-").doesNotContain("KTABLE-");
  }

  /** The engine names the stores of a processor in an order that differs from run to run. */
  private static String withSortedStores(String description) {
    return STORES
        .matcher(description)
        .replaceAll(
            stores ->
                "stores: ["
                    + Stream.of(stores.group(1).split(", ", -1))
                        .sorted()
                        .collect(Collectors.joining(", "))
                    + "]");
  }
}
