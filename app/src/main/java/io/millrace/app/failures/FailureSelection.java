package io.millrace.app.failures;

import io.millrace.app.UserException;
import io.millrace.app.rereads.RowAddress;
import java.util.Optional;

/** Which entries of the failure list are meant. */
public sealed interface FailureSelection {
  /** Whether an entry is among them. */
  boolean includes(FailureEntry entry);

  /** All of them. */
  record All() implements FailureSelection {
    @Override
    public boolean includes(FailureEntry entry) {
      return true;
    }
  }

  /** Those that failed for one reason. */
  record OfReason(String reason) implements FailureSelection {
    @Override
    public boolean includes(FailureEntry entry) {
      return entry.failure().getReason().equals(reason);
    }
  }

  /** Those of one row. */
  record OfRow(RowAddress row) implements FailureSelection {
    @Override
    public boolean includes(FailureEntry entry) {
      return entry.failure().getTable().equals(row.table())
          && entry.failure().getKey().equals(row.key());
    }

    /**
     * Reads a row's address.
     *
     * @param address table and key, joined by the first slash
     */
    public static OfRow parse(String address) {
      int slash = address.indexOf('/');
      return Optional.of(slash)
          .filter(place -> place > 0 && place < address.length() - 1)
          .map(
              place ->
                  new OfRow(
                      new RowAddress(address.substring(0, place), address.substring(place + 1))))
          .orElseThrow(
              () ->
                  UserException.usage(
                      "'" + address + "' is not a row; give TABLE/KEY, such as profiles/42."));
    }
  }
}
