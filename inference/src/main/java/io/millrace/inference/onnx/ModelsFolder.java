package io.millrace.inference.onnx;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where the user keeps models that do not ship: exported ones in folders, and jars of weights. */
final class ModelsFolder {
  /** Setting, and system property and environment variable in their spelling. */
  static final String KEY = "millrace.models.folder";

  static final String VARIABLE = "MILLRACE_MODELS_FOLDER";

  private final Path folder;

  private ModelsFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder that is set; the working directory if none is. */
  static ModelsFolder of(ProviderSettings settings) {
    return new ModelsFolder(
        Path.of(
            settings
                .text(KEY)
                .or(() -> Optional.ofNullable(System.getProperty(KEY)))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .orElse("")));
  }

  /**
   * A place in the folder; an absolute path stays as it is.
   *
   * @throws InferenceException if no path can be written so
   */
  Path resolve(String path) {
    try {
      return folder.resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new InferenceException("\"" + path + "\" is no path; correct it.", e);
    }
  }

  /**
   * Reads a resource from the class path, else from a jar in this folder.
   *
   * @param artifact that the jar's name begins with
   * @return empty if it is in neither
   */
  Optional<byte[]> read(String resource, String artifact) throws IOException {
    URL url = ModelsFolder.class.getResource("/" + resource);
    return url == null ? readJar(resource, artifact) : Optional.of(read(url));
  }

  private Optional<byte[]> readJar(String resource, String artifact) throws IOException {
    Path jars = folder.toAbsolutePath();
    if (!Files.isDirectory(jars)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> candidates = Files.newDirectoryStream(jars, artifact + "-*.jar")) {
      for (Path candidate : candidates) {
        try (ZipFile jar = new ZipFile(candidate.toFile())) {
          ZipEntry entry = jar.getEntry(resource);
          if (entry != null) {
            return Optional.of(read(jar, entry));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      return read(content, entry.getSize());
    }
  }

  private static byte[] read(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    try (InputStream content = connection.getInputStream()) {
      return read(content, connection.getContentLength());
    }
  }

  private static byte[] read(InputStream content, long size) throws IOException {
    if (size < 0) {
      return content.readAllBytes();
    }
    byte[] all = new byte[(int) size]; // pieces that are put together hold 130 MB twice
    int read = content.readNBytes(all, 0, all.length);
    return read == all.length ? all : Arrays.copyOf(all, read);
  }

  @Override
  public String toString() {
    return folder.toString().isEmpty() ? "the working directory" : folder.toString();
  }
}
