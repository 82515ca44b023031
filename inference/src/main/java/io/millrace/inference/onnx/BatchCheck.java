package io.millrace.inference.onnx;

import ai.onnxruntime.OrtException;
import io.millrace.inference.InferenceException;
import java.util.List;

/**
 * What shows when a loaded model is run on fixed texts, alone and together.
 *
 * <p>Models that were quantized dynamically scale by the greatest number in the whole batch, so
 * that a text's answer depends on its neighbours; such models must run one text at a time.
 *
 * @param isBatchIndependent whether each text's numbers are the same alone and together, but for
 *     rounding
 * @param width numbers that the model gives for a text or token
 */
record BatchCheck(boolean isBatchIndependent, int width) {
  /** Of a vector of length 1; equal texts must have equal vectors up to this. */
  private static final double TOLERANCE = 1e-5;

  private static final List<String> TEXTS =
      List.of(
          "The canary sings.",
          "A coach in Zürich helps 12 founders (most of them women) to sell, grow & rest – every day!");

  /**
   * Runs the check.
   *
   * @param model how a sentence to the user names it
   * @throws InferenceException if the model cannot run at all
   */
  static BatchCheck of(
      OnnxSession session, TextTokenizer tokenizer, RowReader<float[]> reader, String model) {
    List<TokenizedText> texts = TEXTS.stream().map(tokenizer::tokenize).toList();
    try {
      ModelOutput together = session.run(texts);
      boolean isIndependent = true;
      for (int row = 0; row < texts.size(); row++) {
        int length = texts.get(row).length();
        float[] alone = reader.read(session.run(List.of(texts.get(row))), 0, length);
        isIndependent &= isClose(alone, reader.read(together, row, length));
      }
      return new BatchCheck(isIndependent, together.width());
    } catch (OrtException e) {
      throw misfit(model, e);
    }
  }

  /**
   * Runs the model on one token, the last of its tokenizer's vocabulary.
   *
   * @throws InferenceException if the model knows no such token
   */
  static void requireToken(OnnxSession session, long id, String model) {
    try {
      session.run(List.of(new TokenizedText(0, new long[] {id}, new long[1], false, false)));
    } catch (OrtException e) {
      throw misfit(model, e);
    }
  }

  private static InferenceException misfit(String model, OrtException cause) {
    return new InferenceException(
        "ONNX Runtime cannot run %s on the tokens of its tokenizer (%s); take both files from one export."
            .formatted(model, cause.getCode()),
        cause);
  }

  private static boolean isClose(float[] alone, float[] together) {
    double difference = 0;
    double length = 0;
    for (int index = 0; index < alone.length; index++) {
      difference += Math.pow(alone[index] - together[index], 2);
      length += Math.pow(alone[index], 2);
    }
    return Math.sqrt(difference) <= TOLERANCE * Math.sqrt(length);
  }
}
