package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for parts that the user runs, which may be starting beside this command. */
public final class PartsWait {
  private static final long POLL_MILLIS = 1_000;

  private PartsWait() {}

  /**
   * Waits until the database lets us in.
   *
   * @param limit how long; zero: does not look at all
   * @throws UserException if it does not in time
   */
  public static void forDatabase(Installation installation, Duration limit) {
    if (!limit.isZero()) {
      await(limit, () -> database(installation));
    }
  }

  /**
   * Waits until the database, Kafka, the registry and Connect answer.
   *
   * @param limit how long; zero: looks once
   * @throws UserException naming those that do not in time
   */
  public static void forAll(Installation installation, Duration limit) {
    await(
        limit,
        () -> {
          List<String> silent = database(installation);
          return silent.isEmpty() ? parts(installation) : silent;
        });
  }

  private static List<String> database(Installation installation) {
    try (Connection connection = installation.open()) {
      return connection.isValid(1) ? List.of() : List.of("postgres");
    } catch (SQLException e) {
      Optional<TlsProblem> tls = TlsProblem.in(e);
      if (tls.isPresent()) {
        throw tls.get().told(); // waiting does not mend it
      }
      return List.of("postgres");
    }
  }

  private static List<String> parts(Installation installation) {
    return installation.stack().status().stream()
        .filter(part -> !part.name().isStreams() && part.name() != PartName.POSTGRES)
        .filter(part -> part.state() != PartState.RUNNING)
        .map(part -> part.name().label())
        .toList();
  }

  private static void await(Duration limit, Supplier<List<String>> silent) {
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> missing = silent.get();
    while (!missing.isEmpty()) {
      if (System.nanoTime() - deadline >= 0) {
        throw UserException.failure(
            "After "
                + limit.toSeconds()
                + " s these do not answer: "
                + String.join(", ", missing)
                + ".");
      }
      pause();
      missing = silent.get();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserException.failure("interrupted while waiting for parts", e);
    }
  }
}
