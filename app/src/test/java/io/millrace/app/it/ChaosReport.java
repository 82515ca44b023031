package io.millrace.app.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a round.
 *
 * @param faults how often each struck
 * @param minimum inputs of rows and tasks that were answered, the fewest calls but for equal texts
 * @param rows number of rows that were checked
 * @param checked number of results and scores that were checked
 * @param wrong one sentence for everything that is wrong
 */
record ChaosReport(
    long seed,
    Duration length,
    Host.Counts host,
    Map<String, Integer> faults,
    CallCounter.Counts calls,
    long minimum,
    AskedTexts.Counts asked,
    long rows,
    long checked,
    List<String> wrong) {

  String text() {
    return """
    seed %d, %d s
      changes made           %d in %d transactions
      faults                 %d: %s
      model calls            %d, avoided %d; inputs answered %d
      texts asked            %d, again without a restart between %d (%.2f %%)
      checked                %d rows, %d results and scores
      wrong                  %d
    """
        .formatted(
            seed,
            length.toSeconds(),
            host.changes(),
            host.transactions(),
            faults.values().stream().mapToInt(Integer::intValue).sum(),
            faults,
            calls.calls(),
            calls.avoided(),
            minimum,
            asked.answered(),
            asked.repeated(),
            repeatedPercent(),
            rows,
            checked,
            wrong.size());
  }

  double repeatedPercent() {
    return asked.answered() == 0 ? 0 : 100.0 * asked.repeated() / asked.answered();
  }
}
