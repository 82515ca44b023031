package io.millrace.topology.runtime;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether an instance lives and whether it works, with reasons for a person.
 *
 * @param faults why the process is to be started again; empty: it lives
 * @param hindrances why it does not work yet, faults included; empty: it is ready
 */
public record InstanceHealth(
    List<ApplicationHealth> applications, List<String> faults, List<String> hindrances) {
  public InstanceHealth {
    applications = List.copyOf(applications);
    faults = List.copyOf(faults);
    hindrances = List.copyOf(hindrances);
  }

  /**
   * The health of applications together: all have to be well.
   *
   * @param longestPoll how long a thread may take from one poll to the next
   */
  public static InstanceHealth of(List<ApplicationHealth> applications, Duration longestPoll) {
    List<String> faults =
        applications.stream()
            .flatMap(application -> application.faults(longestPoll).stream())
            .toList();
    List<String> waiting =
        applications.stream().flatMap(application -> application.hindrances().stream()).toList();
    return new InstanceHealth(
        applications, faults, Stream.concat(faults.stream(), waiting.stream()).distinct().toList());
  }

  public boolean isLive() {
    return faults.isEmpty();
  }

  public boolean isReady() {
    return hindrances.isEmpty();
  }
}
