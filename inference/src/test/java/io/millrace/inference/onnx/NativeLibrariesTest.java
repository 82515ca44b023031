package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  @Test
  void shouldKeepDjlOffTheNetwork() {
    NativeLibraries.prepare(ProviderSettings.defaults());

    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(System.getProperty("RUST_FLAVOR")).isEqualTo("cpu");
  }

  @Test
  void shouldExtractOnceAndMendWhatIsBroken(@TempDir Path folder) throws IOException {
    Path library = folder.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    Files.writeString(library, "half a library");

    assertThat(OnnxRuntimeLibraries.extract(folder)).hasValue(folder);
    long size = Files.size(library);
    FileTime written = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(library, written);
    assertThat(OnnxRuntimeLibraries.extract(folder)).hasValue(folder);

    assertThat(size).isGreaterThan(10_000);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(written);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }
}
