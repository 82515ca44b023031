package io.millrace.inference.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What may be spent in a day, by UTC. A request that would pass it is not made; one under way is
 * counted by what it cost. Threadsafe.
 */
public final class Budget {
  private final double perDay;
  private final Price price;
  private final SpendingLog log;
  private final Clock clock;
  // Guarded by this.
  private LocalDate day;
  private double spent;

  /**
   * @param perDay of this instance; 0 for no bound
   * @param log what was spent before a restart, and is kept for the next
   */
  public Budget(double perDay, Price price, SpendingLog log, Clock clock) {
    this.perDay = perDay;
    this.price = price;
    this.log = log;
    this.clock = clock;
    this.day = today();
    this.spent = log.read(day);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** How long nothing may be spent; empty if a request of about that size may be made. */
  public synchronized Optional<Duration> holds(int inputs, long tokens) {
    if (perDay == 0) {
      return Optional.empty();
    }
    beginDay();
    return spent + price.of(inputs, tokens) <= perDay
        ? Optional.empty()
        : Optional.of(untilMidnight());
  }

  /** Counts a request that was billed, and says what it cost. */
  public synchronized double spend(int inputs, long tokens) {
    beginDay();
    double cost = price.of(inputs, tokens);
    if (cost > 0) {
      spent += cost;
      log.write(day, spent);
    }
    return cost;
  }

  private void beginDay() {
    if (!day.equals(today())) {
      day = today();
      spent = 0;
    }
  }

  private Duration untilMidnight() {
    Instant now = clock.instant();
    return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
  }
}
