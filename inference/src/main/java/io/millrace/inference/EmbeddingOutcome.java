package io.millrace.inference;

import java.time.Duration;
import java.util.Arrays;

/**
 * What became of one text: a vector, a refusal for good, or a reason to try again. Never a zero
 * vector.
 */
public sealed interface EmbeddingOutcome {
  /**
   * A vector of length 1.
   *
   * @param vector finite components, L2-normalised; shared between callers, so never to be changed
   * @param tokens that the model read, its special tokens included
   * @param truncated whether the text went on after them
   */
  @SuppressWarnings("ArrayRecordComponent") // 384 boxed floats are no way to hold a vector
  record Embedded(float[] vector, int tokens, boolean truncated) implements EmbeddingOutcome {
    private static final double LENGTH_TOLERANCE = 1e-3;

    /** Refuses what is not of length 1, so that no zeros and no NaN go any further. */
    public Embedded {
      double length = lengthOf(vector);
      if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
        throw new IllegalArgumentException(
            "An embedding must have length 1, but this one has " + length);
      }
    }

    private static double lengthOf(float[] vector) {
      double sumOfSquares = 0;
      for (float component : vector) {
        sumOfSquares += (double) component * component;
      }
      return Math.sqrt(sumOfSquares);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Embedded that
          && tokens == that.tokens
          && truncated == that.truncated
          && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(vector) + tokens;
    }

    /** Without the components: a vector gives away much of its text. */
    @Override
    public String toString() {
      return "Embedded[dimensions=%d, tokens=%d, truncated=%s]"
          .formatted(vector.length, tokens, truncated);
    }
  }

  /**
   * The model will never embed this text.
   *
   * @param reason short and fixed, fit for a metric's label, such as {@code no_tokens}
   * @param detail one sentence for the failure list; holds no text of the row
   */
  record Rejected(String reason, String detail) implements EmbeddingOutcome {}

  /**
   * Nothing is wrong with the text; the model could not be asked now.
   *
   * @param reason short and fixed, fit for a metric's label, such as {@code model_failed}
   * @param after least time to wait before the next attempt, not negative
   */
  record RetryLater(String reason, Duration after) implements EmbeddingOutcome {}
}
