package io.millrace.sink;

import io.millrace.schemas.Failure;

/** Where the sink tells what it did. */
interface Reporter extends AutoCloseable {
  /** Tells what a committed batch did. Never fails: what cannot be told is logged. */
  void report(BatchSummary summary);

  /**
   * Puts a row on the failure list and returns when it is there.
   *
   * @throws org.apache.kafka.connect.errors.RetriableException if it could not be put there
   */
  void fail(Failure failure);

  @Override
  void close();
}
