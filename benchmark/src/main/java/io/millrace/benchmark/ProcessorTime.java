package io.millrace.benchmark;

import io.millrace.stack.LocalStack;
import io.millrace.stack.PartStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time that each part of the stack has used, with its children that live. Other than
 * elapsed time it means something on a busy machine too.
 *
 * @param used by name of the part
 */
record ProcessorTime(Map<String, Duration> used) {
  static ProcessorTime of(LocalStack stack) {
    Map<String, Duration> used = new LinkedHashMap<>();
    for (PartStatus part : stack.status()) {
      part.pid()
          .ifPresent(pid -> used.put(part.name().toString().toLowerCase(Locale.ROOT), of(pid)));
    }
    return new ProcessorTime(used);
  }

  private static Duration of(long pid) {
    return ProcessTree.of(pid)
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Milliseconds of all parts since an earlier reading. */
  long millisSince(ProcessorTime before) {
    return used.entrySet().stream()
        .mapToLong(
            part ->
                part.getValue()
                    .minus(before.used.getOrDefault(part.getKey(), Duration.ZERO))
                    .toMillis())
        .sum();
  }

  /** Milliseconds for each of so many texts, by part, since an earlier reading. */
  String perText(ProcessorTime before, long texts) {
    return millisDividedBy(before, (double) texts);
  }

  /** Processors that each part kept busy in so many seconds since an earlier reading. */
  String processors(ProcessorTime before, double seconds) {
    return millisDividedBy(before, seconds * 1_000);
  }

  private String millisDividedBy(ProcessorTime before, double divisor) {
    return used.entrySet().stream()
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f",
                    part.getKey(),
                    part.getValue()
                            .minus(before.used.getOrDefault(part.getKey(), Duration.ZERO))
                            .toMillis()
                        / divisor))
        .collect(Collectors.joining(", "));
  }
}
