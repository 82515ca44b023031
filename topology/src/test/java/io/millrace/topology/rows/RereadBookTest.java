package io.millrace.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.RereadReason;
import io.millrace.schemas.serde.StoreSerde;
import io.millrace.schemas.store.OpenReread;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class RereadBookTest {
  private static final long NOW = 1_000_000;
  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;

  private final KeyValueStore<String, OpenReread> store = store();
  private RereadBook book = new RereadBook(new RereadTable(store));

  @Test
  void shouldAskForABoundedNumberOfRowsOfOneTable_whateverWaits() {
    IntStream.range(0, 1_000).forEach(number -> unresolved("profiles", "p" + number));
    IntStream.range(0, 1_000).forEach(number -> unresolved("matches", "m" + number));

    List<String> first = book.next(NOW);

    assertThat(first).hasSize(200).allMatch(key -> StateKey.table(key).equals("profiles"));
    assertThat(book.next(NOW + SECOND)).as("one batch at a time").isEmpty();
    first.forEach(key -> book.answer(key, NOW + SECOND));
    assertThat(book.next(NOW + SECOND)).hasSize(200).doesNotContainAnyElementsOf(first);
  }

  @Test
  void shouldNotWaitForTheLastRowOfABatch_whenTheOthersWereRead() {
    IntStream.range(0, 300).forEach(number -> unresolved("profiles", "p" + number));
    List<String> first = book.next(NOW);
    first.subList(1, 200).forEach(key -> book.answer(key, NOW + SECOND));

    assertThat(book.next(NOW + 2 * SECOND)).hasSize(100);
    assertThat(book.next(NOW + 20 * SECOND)).contains(first.get(0));
  }

  @Test
  void shouldAskForMissingTextsBeforeWhatSomebodyAskedForLater() {
    ask("profiles", "p1", RereadReason.REPAIR);
    unresolved("profiles", "p2");

    assertThat(book.next(NOW)).containsExactly(key("p2"), key("p1"));
  }

  @Test
  void shouldAskSeldomAndForLittle_whileNobodyAnswers() {
    IntStream.range(0, 300).forEach(number -> unresolved("profiles", "p" + number));

    int batches = 0;
    int rows = 0;
    for (long now = NOW; now < NOW + HOUR; now += SECOND / 4) {
      List<String> next = book.next(now);
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
    assertThat(book.next(NOW)).hasSize(2);

    book = new RereadBook(new RereadTable(store));

    assertThat(book.next(NOW)).containsExactlyInAnyOrder(key("p1"), key("p2"));
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

  private static KeyValueStore<String, OpenReread> store() {
    MockProcessorContext<String, OpenReread> context = new MockProcessorContext<>();
    KeyValueStore<String, OpenReread> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("rereads"),
                Serdes.String(),
                new StoreSerde<OpenReread>(OpenReread.getClassSchema()))
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
