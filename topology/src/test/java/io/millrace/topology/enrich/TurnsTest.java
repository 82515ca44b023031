package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Invariant 7: the order among rows that somebody waits for. */
class TurnsTest {
  private static final long START = 1_700_000_000_000L;
  private static final int ROWS = 10_000;

  private final Turns turns = new Turns();

  @Test
  void shouldGoByTheCommit_whenRowsAreEditedOneByOne() {
    assertThat(edit("p1", START)).isEqualTo(START);
    assertThat(edit("p2", START + 1)).isEqualTo(START + 1);
  }

  @Test
  void shouldSpreadTheRowsOfATransaction_soThatEditsAfterItGoBetween() {
    changeAll();

    assertThat(edit("p1", START + 2_000))
        .isGreaterThan(turns.of("row 19", START, START))
        .isLessThan(turns.of("row 21", START, START));
  }

  @Test
  void shouldTellTheSameTurnAgain_whenAskedAgain() {
    changeAll();
    long turn = turns.of("row 500", START, START);

    turns.forget("row 499");

    assertThat(turns.of("row 500", START, START)).isEqualTo(turn);
  }

  @Test
  void shouldKeepARowsPlace_whenItIsEditedAgain() {
    edit("p1", START);

    assertThat(turns.of("p1", START, START + 5_000)).isEqualTo(START);
  }

  @Test
  void shouldBringARowForward_whenSomebodyEditsItAfterALargeTransaction() {
    changeAll();

    assertThat(turns.of("row 9999", START, START + 1_000)).isEqualTo(START);
  }

  @Test
  void shouldNotBringRowsForward_whenAllOfThemAreChangedAgain() {
    changeAll();
    for (int row = 0; row < ROWS; row++) {
      turns.of("row " + row, START, START + 1_000);
    }

    assertThat(edit("p1", START + 5_000)).isLessThan(turns.of("row 100", START, START + 1_000));
  }

  @Test
  void shouldBeginAnew_whenTheRowsOfATransactionAreDone() {
    changeAll();
    for (int row = 0; row < ROWS; row++) {
      turns.forget("row " + row);
    }

    assertThat(edit("row 1", START)).isEqualTo(START);
  }

  /** One transaction changes all rows. */
  private void changeAll() {
    for (int row = 0; row < ROWS; row++) {
      edit("row " + row, START);
    }
  }

  private long edit(String key, long committedAt) {
    return turns.of(key, committedAt, committedAt);
  }
}
