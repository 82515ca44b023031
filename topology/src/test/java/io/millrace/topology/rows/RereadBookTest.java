package io.millrace.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.RereadReason;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.OpenReread;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class RereadBookTest {
  private static final long NOW = 1_000_000;
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;

  private final KeyValueStore<String, OpenReread> store =
      RowStates.store(new StoreSerde<OpenReread>(OpenReread.getClassSchema()));
  private final KeyValueStore<String, RowState> states = RowStates.store(new RowStateSerde());
  private RereadBook book = book();

  @Test
  void shouldAskForABoundedNumberOfRowsOfOneTable_whateverWaits() {
    IntStream.range(0, 1_000).forEach(number -> unresolved("profiles", "p" + number));
    IntStream.range(0, 1_000).forEach(number -> unresolved("matches", "m" + number));

    List<String> first = next(NOW);

    assertThat(first).hasSize(200).allMatch(key -> StateKey.table(key).equals("profiles"));
    assertThat(next(NOW + SECOND)).as("one batch at a time").isEmpty();
    first.forEach(key -> book.answer(key, NOW + SECOND));
    assertThat(next(NOW + SECOND)).hasSize(200).doesNotContainAnyElementsOf(first);
  }

  @Test
  void shouldNotWaitForTheLastRowOfABatch_whenTheOthersWereRead() {
    IntStream.range(0, 300).forEach(number -> unresolved("profiles", "p" + number));
    List<String> first = next(NOW);
    first.subList(1, 200).forEach(key -> book.answer(key, NOW + SECOND));

    assertThat(next(NOW + 2 * SECOND)).hasSize(100);
    assertThat(next(NOW + 20 * SECOND)).contains(first.get(0));
  }

  @Test
  void shouldAskForMissingTextsBeforeWhatSomebodyAskedForLater() {
    ask("profiles", "p1", RereadReason.REPAIR);
    unresolved("profiles", "p2");

    assertThat(next(NOW)).containsExactly(key("p2"), key("p1"));
  }

  @Test
  void shouldAskSeldomAndForLittle_whileNobodyAnswers() {
    IntStream.range(0, 300).forEach(number -> unresolved("profiles", "p" + number));

    int batches = 0;
    int rows = 0;
    for (long now = NOW; now < NOW + HOUR; now += SECOND / 4) {
      List<String> next = next(now);
      batches += next.isEmpty() ? 0 : 1;
      rows += next.size();
    }

    assertThat(batches).isBetween(10, 20);
    assertThat(rows).as("two full batches, then a few rows each").isLessThan(2 * 200 + 20 * 10);
    assertThat(book.takeGivenUp()).isEmpty();
  }

  @Test
  void shouldNeverGiveUpARowOfWhichATextIsNotKnown_invariant6() {
    unresolved("profiles", "p1");

    askInVain(NOW, 2 * HOUR);

    assertThat(book.takeGivenUp()).isEmpty();
    assertThat(store.get(key("p1"))).isNotNull();
  }

  @Test
  void shouldGiveUpARowThatIsNotFound_onlyWhileChangesAreCaptured() {
    ask("profiles", "nobody", RereadReason.RETRY);

    for (long now = NOW; now < NOW + 10 * HOUR; now += SECOND) {
      book.next(now);
    }
    assertThat(book.takeGivenUp()).as("nothing is captured").isEmpty();
    askInVain(NOW + 10 * HOUR, 5 * HOUR);

    assertThat(book.takeGivenUp())
        .singleElement()
        .satisfies(row -> assertThat(row.stateKey()).isEqualTo(key("nobody")));
    assertThat(store.get(key("nobody"))).isNull();
  }

  @Test
  void shouldNotGiveUpARowThatChanges() {
    ask("profiles", "p1", RereadReason.REPAIR);

    for (long now = NOW; now < NOW + 2 * HOUR; now += SECOND) {
      book.next(now);
      book.resolved(key("p1"));
    }

    assertThat(book.takeGivenUp()).isEmpty();
    assertThat(store.get(key("p1"))).isNotNull();
  }

  @Test
  void shouldAskAgain_whenTheProcessWasRestarted_invariant3() {
    unresolved("profiles", "p1");
    ask("profiles", "p2", RereadReason.REPAIR);
    assertThat(next(NOW)).hasSize(2);

    book = book();

    assertThat(next(NOW)).containsExactlyInAnyOrder(key("p1"), key("p2"));
    assertThat(book.answer(key("p2"), NOW)).isNotNull();
  }

  @Test
  void shouldKeepWhatSomebodyAskedFor_whenAChangeBringsTheText() {
    unresolved("profiles", "p1");
    ask("profiles", "p1", RereadReason.RETRY);

    book.resolved(key("p1"));

    assertThat(book.answer(key("p1"), NOW))
        .satisfies(open -> assertThat(open.getReason()).isEqualTo(RereadReason.RETRY));
  }

  /** Its deletion was in a log that is lost: no change ever tells of it. */
  @Test
  void shouldGiveUpARowOfWhichATextIsNotKnown_onceOthersWereReadAndItWasNot_invariant8() {
    known("p2");
    unresolved("profiles", "p1");

    int batches = 0;
    for (long now = NOW; now < NOW + 60 * SECOND; now += SECOND / 4) {
      batches += answerWitnesses(now) ? 1 : 0;
    }

    assertThat(store.get(key("p1"))).isNull();
    assertThat(batches).isEqualTo(RereadBook.ENOUGH_READINGS);
    assertThat(book.takeGivenUp())
        .singleElement()
        .satisfies(row -> assertThat(row.isWanted()).as("nobody asked").isFalse());
  }

  @Test
  void shouldGiveUpARowThatSomebodyAskedFor_onceOthersWereReadAndItWasNot() {
    known("p2");
    ask("profiles", "nobody", RereadReason.RETRY);

    for (long now = NOW; now < NOW + 60 * SECOND; now += SECOND / 4) {
      answerWitnesses(now);
    }

    assertThat(book.takeGivenUp())
        .singleElement()
        .satisfies(row -> assertThat(row.isWanted()).isTrue());
  }

  /** Debezium drops what it read of a row that changes meanwhile, and not the other rows. */
  @Test
  void shouldNotGiveUpARowThatChanges_thoughOthersAreRead_invariant6() {
    known("p2");
    unresolved("profiles", "p1");

    for (long now = NOW; now < NOW + HOUR; now += SECOND / 4) {
      unresolved("profiles", "p1");
      answerWitnesses(now);
    }

    assertThat(store.get(key("p1"))).isNotNull();
    assertThat(book.takeGivenUp()).isEmpty();
  }

  /** An answer may come late, to a batch that was asked for before this row was. */
  @Test
  void shouldNotCountOnARowThatWasNotAskedForWithIt() {
    known("p2");
    unresolved("profiles", "p1");

    for (long now = NOW; now < NOW + HOUR; now += SECOND / 4) {
      book.next(now);
      book.answer(key("p3"), now);
    }

    assertThat(store.get(key("p1"))).isNotNull();
  }

  @Test
  void shouldCountAnew_whenAChangeShowsThatTheRowIsThere_invariant6() {
    known("p2");
    unresolved("profiles", "p1");
    long now = answerBatches(NOW, RereadBook.ENOUGH_READINGS - 1);
    book.next(now + SECOND);
    unresolved("profiles", "p1");

    answerBatches(now + SECOND, RereadBook.ENOUGH_READINGS - 1);

    assertThat(store.get(key("p1"))).isNotNull();
  }

  /** For a minute at most; returns when the last went out. */
  private long answerBatches(long from, int count) {
    long now = from;
    for (int batches = 0; batches < count && now < from + 60 * SECOND; now += SECOND / 4) {
      batches += answerWitnesses(now) ? 1 : 0;
    }
    return now;
  }

  /** Whether a batch went out. */
  private boolean answerWitnesses(long now) {
    RereadBatch batch = book.next(now);
    batch.witnesses().forEach(witness -> book.answer(witness, now));
    return !batch.rows().isEmpty();
  }

  private List<String> next(long now) {
    return book.next(now).rows();
  }

  private RereadBook book() {
    return new RereadBook(new RereadTable(store), new Witnesses(states));
  }

  private void known(String key) {
    states.put(key(key), RowStates.known("profiles", key));
  }

  private void askInVain(long from, long time) {
    for (long now = from; now < from + time; now += SECOND) {
      book.next(now);
      book.resolved(key("another row"));
    }
  }

  private void unresolved(String table, String key) {
    book.unresolved(StateKey.of(table, key), open(RereadReason.UNRESOLVED));
  }

  private void ask(String table, String key, RereadReason reason) {
    book.ask(StateKey.of(table, key), open(reason));
  }

  private static OpenReread open(RereadReason reason) {
    long notBefore = reason == RereadReason.UNRESOLVED ? 0 : NOW;
    return new OpenReread(reason, NOW, "topic", 0L, 0, notBefore);
  }

  private static String key(String key) {
    return StateKey.of("profiles", key);
  }
}
