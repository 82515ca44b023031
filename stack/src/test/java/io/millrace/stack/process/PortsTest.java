package io.millrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path folder;

  @Test
  void shouldRememberAPort() {
    int first = ports().free("kafka", Progress.SILENT);

    int second = ports().free("kafka", Progress.SILENT);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldChooseDifferentPortsForDifferentNames() {
    assertThat(ports().of("kafka")).isNotEqualTo(ports().of("connect"));
  }

  @Test
  void shouldChooseAnotherPortAndSaySoWhenItsOwnIsTaken() throws IOException {
    int first = ports().of("kafka");
    List<String> said = new ArrayList<>();

    int second;
    try (ServerSocket other = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      second = ports().free("kafka", said::add);
      assertThat(other.isBound()).isTrue();
    }

    assertThat(second).isNotEqualTo(first).isEqualTo(ports().of("kafka"));
    assertThat(said).singleElement().asString().contains("" + first, "" + second, "kafka");
  }

  @Test
  void shouldNotChooseAPortByOnlyAskingForIt() {
    assertThat(ports().remembered("kafka")).isEmpty();
  }

  private Ports ports() {
    return new Ports(folder.resolve("ports.json"), new Random());
  }
}
