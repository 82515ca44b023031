package io.millrace.benchmark;

import java.util.stream.Stream;

/** A process and all that it has started: PostgreSQL is many processes. */
final class ProcessTree {
  private ProcessTree() {}

  /** Those that live; none if the process has ended. */
  static Stream<ProcessHandle> of(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
  }
}
