package io.millrace.inference.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {
  private static final Price PRICE = new Price(1_000_000, 0); // one a token
  private final TestClock clock = new TestClock();

  @TempDir private Path folder;

  private Budget budget(double perDay, SpendingLog log) {
    return new Budget(perDay, PRICE, log, clock);
  }

  @Test
  void shouldHoldUntilMidnightWhatWouldPassIt() {
    Budget budget = budget(10, SpendingLog.NONE);
    assertThat(budget.holds(1, 10)).isEmpty();

    assertThat(budget.spend(1, 8)).isEqualTo(8);

    assertThat(budget.holds(1, 2)).isEmpty();
    assertThat(budget.holds(1, 3)).contains(Duration.ofHours(2));
    clock.pass(Duration.ofHours(2));
    assertThat(budget.holds(1, 3)).isEmpty();
  }

  @Test
  void shouldHoldNothingWithoutABound() {
    Budget budget = budget(0, SpendingLog.NONE);
    budget.spend(1, 1_000_000);

    assertThat(budget.holds(1, 1_000_000)).isEmpty();
  }

  @Test
  void shouldRememberOverARestartWhatWasSpentThatDay() {
    SpendingLog log = SpendingLog.in(folder.resolve("spent"));
    budget(10, log).spend(1, 9);

    assertThat(budget(10, log).holds(1, 2)).isPresent();
    clock.pass(Duration.ofHours(3));
    assertThat(budget(10, log).holds(1, 2)).isEmpty();
  }

  @Test
  void shouldBeginAtNothingIfItsFileIsDamaged() throws IOException {
    Path file = folder.resolve("spent");
    Files.writeString(file, "2026-03-01 much");

    assertThat(budget(10, SpendingLog.in(file)).holds(1, 10)).isEmpty();
  }

  @Test
  void shouldPriceTokensAndInputs() {
    assertThat(new Price(0.02, 5).of(1_000, 500_000)).isEqualTo(0.01 + 0.005);
  }
}
