package io.millrace.sink;

import io.millrace.schemas.SourcePriority;
import io.millrace.schemas.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one result, given the locked row and what was done before. Pure.
 *
 * <p>Invariant 4: a result is written only if the row's inputs are still those it was computed
 * from, never over a newer one, and never into a row that is gone.
 */
sealed interface Decision {
  /** The value is written, its provenance with it. */
  record Write() implements Decision {}

  /** Nothing is written, for this reason. */
  record Skip(SkipReason reason) implements Decision {}

  /** Another source holds the column; only the provenance says so. */
  record HeldByOther() implements Decision {}

  /**
   * Decides about one result.
   *
   * @param stored the column as the locked row has it; null: the row is gone
   * @param provenance of this column and generation; null: nothing was written yet
   * @param epoch source epoch of the result's revision
   */
  static Decision of(
      @Nullable StoredColumn stored,
      @Nullable Provenance provenance,
      int epoch,
      TaskResult result) {
    if (stored == null) {
      return new Skip(SkipReason.ROW_GONE);
    }
    if (!stored.inputHash().equals(result.getInputHash())) {
      return new Skip(SkipReason.FENCED);
    }
    if (provenance == null || provenance.isLostFrom(stored)) {
      // Nothing newer can be lost here: a row that was created anew counts from 1 again.
      return writeUnlessHeld(stored, provenance, epoch, result);
    }
    boolean same = provenance.isOf(result, epoch);
    if (!same && provenance.notBefore(epoch, result.getRevision())) {
      return new Skip(SkipReason.OLDER);
    }
    if (same && provenance.isWhatIsIn(stored)) {
      return new Skip(SkipReason.UNCHANGED);
    }
    return writeUnlessHeld(stored, provenance, epoch, result);
  }

  private static Decision writeUnlessHeld(
      StoredColumn stored, @Nullable Provenance provenance, int epoch, TaskResult result) {
    if (!SourcePriority.protects(stored.source())) {
      return new Write();
    }
    boolean noted = provenance != null && provenance.held() && provenance.isOf(result, epoch);
    return noted ? new Skip(SkipReason.SOURCE_PRIORITY) : new HeldByOther();
  }
}
