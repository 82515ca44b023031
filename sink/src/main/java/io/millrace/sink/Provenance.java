package io.millrace.sink;

import io.millrace.schemas.TaskResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was decided last about one column of one row in one generation.
 *
 * @param valueHash of the value that was written; null: none was
 * @param held whether another source held the column, so that nothing was written
 */
record Provenance(
    String inputHash,
    String taskVersion,
    int epoch,
    long revision,
    boolean hasValue,
    @Nullable String valueHash,
    boolean held) {

  /** Whether this is about the very same result. */
  boolean isOf(TaskResult result, int ofEpoch) {
    return epoch == ofEpoch
        && revision == result.getRevision()
        && inputHash.equals(result.getInputHash())
        && taskVersion.equals(result.getTaskVersion());
  }

  /** Whether a result of this order does not follow what is stored. */
  boolean notBefore(int otherEpoch, long otherRevision) {
    return epoch > otherEpoch || (epoch == otherEpoch && revision >= otherRevision);
  }

  /** Whether the row lacks its value, though it was written or its input has changed since. */
  boolean isLostFrom(StoredColumn stored) {
    boolean rightlyEmpty = !hasValue && inputHash.equals(stored.inputHash());
    return stored.valueHash() == null && !rightlyEmpty;
  }

  /** Whether the row still holds exactly what was written. */
  boolean isWhatIsIn(StoredColumn stored) {
    return !held && Objects.equals(valueHash, stored.valueHash());
  }
}
