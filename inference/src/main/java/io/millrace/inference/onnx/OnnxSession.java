package io.millrace.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.millrace.inference.InferenceException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A loaded encoder: runs one bucket of tokenized texts on the calling thread. Threadsafe. */
final class OnnxSession implements AutoCloseable {
  private static final String TOKEN_TYPES = "token_type_ids";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Pooling pooling;
  private final int dimensions;

  OnnxSession(byte[] weights, Pooling pooling, int dimensions) {
    this.pooling = pooling;
    this.dimensions = dimensions;
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      // Runs go side by side instead, see Lanes; so no thread of ONNX Runtime ever spins either.
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // A pattern per shape would be kept for ever, and shapes differ from run to run.
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(weights, options);
    } catch (OrtException e) {
      throw new InferenceException("ONNX Runtime cannot load the model's weights.", e);
    }
  }

  /** Pooled vectors, not normalised, one per text in their order. */
  List<float[]> run(List<TokenizedText> bucket) throws OrtException {
    int width = bucket.stream().mapToInt(TokenizedText::length).max().orElseThrow();
    long[] ids = new long[bucket.size() * width];
    long[] mask = new long[ids.length];
    for (int row = 0; row < bucket.size(); row++) {
      TokenizedText text = bucket.get(row);
      System.arraycopy(text.ids(), 0, ids, row * width, text.length());
      Arrays.fill(mask, row * width, row * width + text.length(), 1);
    }
    return pool(bucket, width, states(ids, mask, new long[] {bucket.size(), width}));
  }

  private float[] states(long[] ids, long[] mask, long[] shape) throws OrtException {
    try (OnnxTensor idsTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typesTensor = tensor(new long[ids.length], shape)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("input_ids", idsTensor);
      inputs.put("attention_mask", maskTensor);
      if (session.getInputNames().contains(TOKEN_TYPES)) {
        inputs.put(TOKEN_TYPES, typesTensor);
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
      }
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private List<float[]> pool(List<TokenizedText> bucket, int width, float[] states) {
    List<float[]> vectors = new ArrayList<>(bucket.size());
    for (int row = 0; row < bucket.size(); row++) {
      int offset = row * width * dimensions;
      vectors.add(pooling.pool(states, offset, bucket.get(row).length(), dimensions));
    }
    return vectors;
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
