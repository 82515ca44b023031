package io.millrace.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A model's graph and numbers, from wherever they lie. */
@FunctionalInterface
interface Weights {
  /** Loads them. */
  OrtSession load(OrtEnvironment environment, SessionOptions options) throws OrtException;

  /** The bytes of an .onnx file. */
  static Weights of(byte[] bytes) {
    return (environment, options) -> environment.createSession(bytes, options);
  }

  /** An .onnx file, which may name further files beside it. */
  static Weights of(Path file) {
    return (environment, options) -> environment.createSession(file.toString(), options);
  }

  /**
   * Weights that are looked at while they are loaded, on another thread: each takes as long as the
   * other. What the check throws goes before what the loading throws, since it says more.
   *
   * @param check fails where the weights must not be used
   */
  static Weights checked(Weights weights, Runnable check) {
    return (environment, options) -> {
      CompletableFuture<Void> checked = CompletableFuture.runAsync(check);
      OrtSession session;
      try {
        session = weights.load(environment, options);
      } catch (OrtException e) {
        await(checked);
        throw e;
      }
      try {
        await(checked);
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
      return session;
    };
  }

  private static void await(CompletableFuture<Void> checked) {
    try {
      checked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
