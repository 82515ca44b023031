package io.millrace.inference.onnx;

/** How the vectors of a text's tokens become one. */
enum Pooling {
  /** The mean over the text's own tokens; padding has no part in it (sentence-transformers). */
  MEAN {
    @Override
    float[] pool(float[] states, int offset, int tokens, int dimensions) {
      float[] pooled = new float[dimensions];
      for (int token = 0; token < tokens; token++) {
        int start = offset + token * dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++) {
          pooled[dimension] += states[start + dimension];
        }
      }
      return pooled; // L2 normalisation follows, so the division by the count changes nothing
    }
  },
  /** The greatest of each dimension over the text's own tokens. */
  MAX {
    @Override
    float[] pool(float[] states, int offset, int tokens, int dimensions) {
      float[] pooled = CLS.pool(states, offset, tokens, dimensions);
      for (int index = offset + dimensions; index < offset + tokens * dimensions; index++) {
        int dimension = (index - offset) % dimensions;
        pooled[dimension] = Math.max(pooled[dimension], states[index]);
      }
      return pooled;
    }
  },
  /** The vector of the first token, [CLS] (BGE). */
  CLS {
    @Override
    float[] pool(float[] states, int offset, int tokens, int dimensions) {
      float[] pooled = new float[dimensions];
      System.arraycopy(states, offset, pooled, 0, dimensions);
      return pooled;
    }
  },
  /** The vector of the text's own last token. */
  LAST {
    @Override
    float[] pool(float[] states, int offset, int tokens, int dimensions) {
      return CLS.pool(states, offset + (tokens - 1) * dimensions, 1, dimensions);
    }
  },
  /** The model has done it: there is one vector a text. */
  DONE {
    @Override
    float[] pool(float[] states, int offset, int tokens, int dimensions) {
      return CLS.pool(states, offset, 1, dimensions);
    }
  };

  /**
   * Pools one text.
   *
   * @param states of a batch, shape [text, token, dimension], flat
   * @param offset of the text's first state
   * @param tokens of the text, without padding
   * @return a new vector, not normalised
   */
  abstract float[] pool(float[] states, int offset, int tokens, int dimensions);

  /** A reader of pooled vectors. */
  RowReader<float[]> reader() {
    return (output, row, tokens) ->
        pool(output.values(), output.offset(row), tokens, output.width());
  }
}
