package io.millrace.inference.onnx;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes the native libraries keep to this machine: no telemetry, no download of GPU builds, and a
 * folder of our choice for what is extracted.
 */
final class NativeLibraries {
  /**
   * Setting and system property: folder for extracted native libraries; must be writable and allow
   * execution. Without it DJL takes {@code ~/.djl.ai}, and ONNX Runtime a new temporary folder for
   * each process, which a killed process leaves behind.
   */
  static final String FOLDER = "millrace.native.folder";

  private static final String DJL_FOLDER = "ENGINE_CACHE_DIR";
  private static final String ONNX_RUNTIME_FOLDER = "onnxruntime.native.path";

  private NativeLibraries() {}

  /**
   * To be called before the first class of DJL or ONNX Runtime is used; what the user has set
   * already is kept.
   */
  static synchronized void prepare(ProviderSettings settings) {
    // Without it DJL asks the cloud's metadata address who it is, and reports it.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    // Without it DJL looks for CUDA and downloads a library that matches.
    setIfAbsent("RUST_FLAVOR", "cpu");
    settings
        .text(FOLDER)
        .or(() -> Optional.ofNullable(System.getProperty(FOLDER)))
        .ifPresent(folder -> use(Path.of(folder).toAbsolutePath()));
  }

  /** What to tell a user whose machine cannot load the libraries. */
  static InferenceException missing(LinkageError cause) {
    return new InferenceException(
        ("The native libraries of ONNX Runtime and DJL's tokenizers cannot be loaded; they need glibc"
                + " and a folder that is writable and allows execution (set %s).")
            .formatted(FOLDER),
        cause);
  }

  private static void use(Path folder) {
    setIfAbsent(DJL_FOLDER, folder.toString());
    if (System.getProperty(ONNX_RUNTIME_FOLDER) == null) {
      try {
        OnnxRuntimeLibraries.extract(folder.resolve("onnxruntime"))
            .ifPresent(extracted -> setIfAbsent(ONNX_RUNTIME_FOLDER, extracted.toString()));
      } catch (IOException e) {
        throw new InferenceException(
            "Native libraries cannot be extracted into %s; make it writable or change %s."
                .formatted(folder, FOLDER),
            e);
      }
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
