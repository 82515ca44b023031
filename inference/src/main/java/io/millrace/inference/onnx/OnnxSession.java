package io.millrace.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.millrace.inference.InferenceException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loaded encoder: runs one bucket of tokenized texts on the calling thread. Threadsafe. */
final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final ModelSignature signature;

  private OnnxSession(Weights weights, OutputKind kind, String model) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      // Runs go side by side instead, see Lanes; so no thread of ONNX Runtime ever spins either.
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // A pattern per shape would be kept for ever, and shapes differ from run to run.
      options.setMemoryPatternOptimization(false);
      session = weights.load(environment, options);
    }
    try {
      signature = ModelSignature.of(session, kind, model);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Loads a model.
   *
   * @param kind the output that is read
   * @param model how a sentence to the user names it
   * @throws InferenceException if it cannot be loaded, or its inputs and outputs are others
   */
  static OnnxSession open(Weights weights, OutputKind kind, String model) {
    try {
      return new OnnxSession(weights, kind, model);
    } catch (OrtException e) {
      throw new InferenceException(
          "ONNX Runtime cannot load %s (%s); export or copy it anew.".formatted(model, e.getCode()),
          e);
    }
  }

  ModelSignature signature() {
    return signature;
  }

  /** Runs texts together, padded to the longest. */
  ModelOutput run(List<TokenizedText> bucket) throws OrtException {
    int width = bucket.stream().mapToInt(TokenizedText::length).max().orElseThrow();
    long[] ids = new long[bucket.size() * width];
    long[] mask = new long[ids.length];
    long[] types = new long[ids.length];
    for (int row = 0; row < bucket.size(); row++) {
      TokenizedText text = bucket.get(row);
      System.arraycopy(text.ids(), 0, ids, row * width, text.length());
      System.arraycopy(text.types(), 0, types, row * width, text.length());
      Arrays.fill(mask, row * width, row * width + text.length(), 1);
    }
    return run(
        Map.of(ModelSignature.IDS, ids, ModelSignature.MASK, mask, ModelSignature.TYPES, types),
        new long[] {bucket.size(), width});
  }

  private ModelOutput run(Map<String, long[]> values, long[] shape) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String input : signature.inputs()) {
        LongBuffer buffer = LongBuffer.wrap(values.getOrDefault(input, new long[0]));
        inputs.put(input, OnnxTensor.createTensor(environment, buffer, shape));
      }
      // The named output only: others are not even computed.
      try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
        return output((OnnxTensor) result.get(0));
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static ModelOutput output(OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    int tokens = shape.length == 3 ? (int) shape[1] : 1;
    return new ModelOutput(tensor.getFloatBuffer().array(), tokens, (int) shape[shape.length - 1]);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("ONNX Runtime could not close the model.", e);
    }
  }
}
