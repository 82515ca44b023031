package io.millrace.app;

import org.jspecify.annotations.Nullable;

/** Something that the user can mend; its message is one sentence that says what and how. */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final boolean isUsage;

  private UserException(String message, boolean isUsage, @Nullable Throwable cause) {
    super(message, cause);
    this.isUsage = isUsage;
  }

  /** A command that failed: exit code 1. */
  public static UserException failure(String message) {
    return new UserException(message, false, null);
  }

  /** A command that failed of something: exit code 1. */
  public static UserException failure(String message, Throwable cause) {
    return new UserException(message, false, cause);
  }

  /** A command that was not to be given so: exit code 2. */
  public static UserException usage(String message) {
    return new UserException(message, true, null);
  }

  public boolean isUsage() {
    return isUsage;
  }
}
