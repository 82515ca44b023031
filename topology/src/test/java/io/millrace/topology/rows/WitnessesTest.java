package io.millrace.topology.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class WitnessesTest {
  private final KeyValueStore<String, RowState> states = RowStates.store(new RowStateSerde());
  private final Witnesses witnesses = new Witnesses(states);

  @Test
  void shouldChooseKnownRowsOfTheSameTable_andNoneThatIsAskedFor() {
    put("matches", "m1");
    put("profiles", "p1");
    put("profiles", "p2");
    put("profiles", "p3");
    put("tags", "t1");

    assertThat(besides("p2")).containsExactly(key("p1"), key("p3"));
  }

  @Test
  void shouldLetRowsTakeTurns() {
    IntStream.rangeClosed(1, 5).forEach(number -> put("profiles", "p" + number));

    assertThat(besides("p0")).containsExactly(key("p1"), key("p2"));
    assertThat(besides("p0")).containsExactly(key("p3"), key("p4"));
    assertThat(besides("p0")).containsExactly(key("p5"), key("p1"));
  }

  @Test
  void shouldPassOverDeletedRows() {
    IntStream.range(100, 200).forEach(number -> delete("p" + number));
    put("profiles", "p300");

    assertThat(besides("p1")).containsExactly(key("p300"));
  }

  @Test
  void shouldChooseNone_whereNoOtherIsKnown() {
    put("profiles", "p1");
    put("matches", "m1");

    assertThat(besides("p1")).isEmpty();
  }

  /** A search is bounded; the next one goes on where it ended. */
  @Test
  void shouldFindARowBehindMoreDeletedOnesThanAreLookedAt() {
    IntStream.range(10_000, 11_500).forEach(number -> delete("p" + number));
    put("profiles", "p2");

    besides("p1");

    assertThat(besides("p1")).containsExactly(key("p2"));
  }

  private List<String> besides(String asked) {
    return witnesses.besides("profiles", List.of(key(asked)));
  }

  private void put(String table, String key) {
    states.put(StateKey.of(table, key), RowStates.known(table, key));
  }

  private void delete(String key) {
    states.put(key(key), RowStates.deleted());
  }

  private static String key(String key) {
    return StateKey.of("profiles", key);
  }
}
