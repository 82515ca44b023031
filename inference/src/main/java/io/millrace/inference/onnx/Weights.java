package io.millrace.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;

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
}
