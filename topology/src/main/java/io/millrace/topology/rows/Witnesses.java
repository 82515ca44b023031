package io.millrace.topology.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Chooses rows that are read along with those that are asked for, because they ought to be there.
 *
 * <p>Debezium says nothing of a key that it does not find, and nothing arrives while it does not
 * read either; a row that does arrive tells the two apart. Rows take turns, so that one that is
 * gone itself, or changes all the time, is not asked for again and again, and a late answer to an
 * earlier batch is not taken for one to this. Single-threaded.
 */
final class Witnesses {
  private static final int WANTED = 2;

  /** Of deleted rows a trace stays; so many in a row are passed over in one search. */
  private static final int MOST_LOOKED_AT = 1_000;

  private final ReadOnlyKeyValueStore<String, RowState> states;
  private final Map<String, String> lastByTable = new HashMap<>();

  Witnesses(ReadOnlyKeyValueStore<String, RowState> states) {
    this.states = states;
  }

  /** Up to {@value #WANTED} known rows of the table; none where it has no other. */
  List<String> besides(String table, List<String> asked) {
    Set<String> taken = new HashSet<>(asked);
    List<String> found = new ArrayList<>();
    String from = lastByTable.getOrDefault(table, StateKey.first(table));
    search(from, StateKey.last(table), taken, found);
    search(StateKey.first(table), from, taken, found);
    return found;
  }

  private void search(String from, String to, Set<String> taken, List<String> found) {
    int lookedAt = 0;
    try (KeyValueIterator<String, RowState> rows = states.range(from, to)) {
      while (found.size() < WANTED && lookedAt++ < MOST_LOOKED_AT && rows.hasNext()) {
        KeyValue<String, RowState> row = rows.next();
        boolean isNext = !row.key.equals(from);
        lastByTable.put(StateKey.table(row.key), row.key);
        if (isNext && row.value.row() != null && taken.add(row.key)) {
          found.add(row.key);
        }
      }
    }
  }
}
