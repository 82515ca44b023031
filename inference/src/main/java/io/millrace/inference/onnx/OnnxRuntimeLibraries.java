package io.millrace.inference.onnx;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Extracts ONNX Runtime's native libraries once for many processes. */
final class OnnxRuntimeLibraries {
  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  private OnnxRuntimeLibraries() {}

  /**
   * Puts the libraries of this platform into a folder unless they are there. Safe among processes:
   * a file appears whole or not at all.
   *
   * @return the folder; empty if the jar holds none for this platform
   */
  static Optional<Path> extract(Path folder) throws IOException {
    for (String library : LIBRARIES) {
      String file = System.mapLibraryName(library);
      URL url =
          OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
      if (url == null) {
        return Optional.empty();
      }
      Files.createDirectories(folder);
      extract(url.openConnection(), folder.resolve(file));
    }
    return Optional.of(folder);
  }

  private static void extract(URLConnection library, Path target) throws IOException {
    try (InputStream content = library.getInputStream()) {
      if (Files.exists(target) && Files.size(target) == library.getContentLengthLong()) {
        return;
      }
      Path partial = Files.createTempFile(target.getParent(), "extracting", ".tmp");
      try {
        Files.copy(content, partial, REPLACE_EXISTING);
        Files.move(partial, target, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    }
  }

  /** As ONNX Runtime names it in its jar, such as linux-x64. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String systemName = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    boolean isX64 = processor.startsWith("amd64") || processor.startsWith("x86_64");
    return systemName + "-" + (isX64 ? "x64" : processor);
  }
}
