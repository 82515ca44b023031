package io.millrace.inference.onnx;

import io.millrace.inference.ProviderSettings;

/**
 * Makes DJL's tokenizers keep to this machine: no telemetry, no download of GPU builds, and a
 * folder of our choice for the extracted library.
 */
final class NativeLibraries {
  /**
   * Setting and system property: folder for extracted native libraries, must be writable and allow
   * execution; DJL's own default is {@code ~/.djl.ai}.
   */
  static final String FOLDER = "millrace.native.folder";

  private NativeLibraries() {}

  /** To be called before DJL's first class is used; what the user has set already is kept. */
  static void prepare(ProviderSettings settings) {
    // Without it DJL asks the cloud's metadata address who it is, and reports it.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    // Without it DJL looks for CUDA and downloads a library that matches.
    setIfAbsent("RUST_FLAVOR", "cpu");
    settings.text(FOLDER).ifPresent(folder -> setIfAbsent("ENGINE_CACHE_DIR", folder));
    String folder = System.getProperty(FOLDER);
    if (folder != null) {
      setIfAbsent("ENGINE_CACHE_DIR", folder);
    }
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
