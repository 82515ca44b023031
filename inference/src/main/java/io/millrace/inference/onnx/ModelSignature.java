package io.millrace.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.millrace.inference.InferenceException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that a model wants and the output that is read of it.
 *
 * @param inputs some of the three that Millrace can give
 * @param output name
 * @param rank of the output, 2 or 3
 * @param width numbers a row of the output; 0 if the model does not say
 */
record ModelSignature(Set<String> inputs, String output, int rank, int width) {
  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TYPES = "token_type_ids";
  private static final Set<String> KNOWN = Set.of(IDS, MASK, TYPES);

  /**
   * Finds both.
   *
   * @param model how a sentence to the user names it
   * @throws InferenceException with what must change if Millrace cannot run such a model
   */
  static ModelSignature of(OrtSession session, OutputKind kind, String model) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (!KNOWN.containsAll(inputs.keySet()) || !inputs.containsKey(IDS)) {
      throw new InferenceException(
          "%s has the inputs %s, but must have input_ids and may have attention_mask and token_type_ids; export it anew without others."
              .formatted(model, new TreeSet<>(inputs.keySet())));
    }
    for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
      if (tensor(input.getValue()).filter(info -> info.type == OnnxJavaType.INT64).isEmpty()) {
        throw new InferenceException(
            "The input %s of %s must hold 64-bit integers; export it anew with them."
                .formatted(input.getKey(), model));
      }
    }
    return output(session, kind, inputs.keySet(), model);
  }

  private static ModelSignature output(
      OrtSession session, OutputKind kind, Set<String> inputs, String model) throws OrtException {
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    for (String name : kind.names()) {
      Optional<TensorInfo> found = tensor(outputs.get(name)).filter(info -> isReadable(info, kind));
      if (found.isPresent()) {
        return of(inputs, name, found.get());
      }
    }
    // An export may name its only output as it likes.
    return outputs.entrySet().stream()
        .filter(output -> outputs.size() == 1)
        .flatMap(
            output ->
                tensor(output.getValue())
                    .filter(info -> isReadable(info, kind))
                    .map(info -> of(inputs, output.getKey(), info))
                    .stream())
        .findFirst()
        .orElseThrow(
            () ->
                new InferenceException(
                    "%s has the outputs %s, but must have %s."
                        .formatted(model, new TreeSet<>(outputs.keySet()), kind.wanted())));
  }

  private static Optional<TensorInfo> tensor(@Nullable NodeInfo node) {
    return node != null && node.getInfo() instanceof TensorInfo info
        ? Optional.of(info)
        : Optional.empty();
  }

  private static boolean isReadable(TensorInfo info, OutputKind kind) {
    return kind.hasRank(info.getShape().length)
        && (info.type == OnnxJavaType.FLOAT || info.type == OnnxJavaType.FLOAT16);
  }

  private static ModelSignature of(Set<String> inputs, String output, TensorInfo info) {
    long[] shape = info.getShape();
    return new ModelSignature(
        inputs, output, shape.length, (int) Math.max(0, shape[shape.length - 1]));
  }
}
