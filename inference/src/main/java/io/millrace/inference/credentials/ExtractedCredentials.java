package io.millrace.inference.credentials;

import java.util.Set;

/**
 * The outcome of an extraction.
 *
 * @param credentials found; {@link Credentials#isEmpty() empty} if none
 * @param truncatedColumns columns of which only the first {@link
 *     CredentialsExtractor#MAXIMUM_CODE_POINTS} code points were read
 */
public record ExtractedCredentials(Credentials credentials, Set<String> truncatedColumns) {
  /** Copies the set. */
  public ExtractedCredentials {
    truncatedColumns = Set.copyOf(truncatedColumns);
  }

  /** Whether any column was cut. */
  public boolean truncated() {
    return !truncatedColumns.isEmpty();
  }
}
