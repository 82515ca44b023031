package io.millrace.inference;

/**
 * Something that answers texts.
 *
 * <p>Threadsafe. An implementation may compute on the calling thread or elsewhere, so callers treat
 * its calls as slow and keep them off their own threads.
 */
public interface Model extends AutoCloseable {
  /** What identifies this model's answers; the same for the model's whole life. */
  ModelDescription description();

  /** How much may be asked at once; the same for the model's whole life. */
  default ModelLimits limits() {
    return ModelLimits.UNLIMITED;
  }

  /** Frees what the model holds, waiting for a call that runs; later calls fail. */
  @Override
  void close();
}
