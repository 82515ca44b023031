package io.millrace.app.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar on the class path that its manifest names. Tests have a longer one: what only
 * they declare is missing here.
 */
class PackagedJarIT {
  @TempDir private Path folder;

  @Test
  void shouldReadAPlan() throws IOException, InterruptedException {
    Path plan = Files.writeString(folder.resolve("bad.yaml"), "version: 9\n");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "millrace-app.jar").toString(),
                "plan",
                "check",
                "--plan",
                plan.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(output).contains("the plan bad.yaml has 3 problems");
    assertThat(process.waitFor()).isEqualTo(1);
  }
}
