package io.millrace.topology.runtime;

/**
 * How a stream thread fares.
 *
 * @param state the engine's word for it, such as {@code RUNNING}
 * @param secondsSincePoll since it last asked Kafka for records, or since it began if it has not
 *     yet; never negative
 */
public record ThreadHealth(String name, String state, double secondsSincePoll) {
  private static final String DEAD = "DEAD";

  boolean isDead() {
    return state.equals(DEAD);
  }
}
