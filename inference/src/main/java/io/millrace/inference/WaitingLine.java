package io.millrace.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Texts in the order of {@link Priority#since}, then of arrival. Not threadsafe. */
final class WaitingLine<Q, T> {
  private final SortedMap<Place, PendingText<Q, T>> texts = new TreeMap<>();
  private final Map<TextKey, Place> places = new HashMap<>();
  private long number;

  private record Place(long since, long number) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::since).thenComparingLong(Place::number);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  void add(PendingText<Q, T> text, long since) {
    Place place = new Place(since, number++);
    texts.put(place, text);
    places.put(text.key(), place);
  }

  /** Takes a text out; null: it does not wait here. */
  @Nullable PendingText<Q, T> remove(TextKey key) {
    Place place = places.remove(key);
    return place == null ? null : texts.remove(place);
  }

  /** Moves a text forward, if it waits here, to where one belongs that has waited longer. */
  void advance(TextKey key, long since) {
    Place place = places.get(key);
    if (place != null && since < place.since()) {
      PendingText<Q, T> text = remove(key);
      if (text != null) {
        add(text, since);
      }
    }
  }

  /**
   * Moves texts of the batch's question into it until it has so many in all, or the next one has
   * more characters than are left; the first of a batch goes whatever its length.
   *
   * @return characters that are left
   */
  int moveTo(List<PendingText<Q, T>> batch, int maximum, int characters) {
    int left = characters;
    Iterator<PendingText<Q, T>> next = texts.values().iterator();
    while (next.hasNext() && batch.size() < maximum) {
      PendingText<Q, T> text = next.next();
      if (!batch.isEmpty() && !text.question().equals(batch.get(0).question())) {
        continue;
      }
      if (text.text().length() > left && !batch.isEmpty()) {
        break;
      }
      left -= text.text().length();
      batch.add(text);
      next.remove();
      places.remove(text.key());
    }
    return left;
  }

  int size() {
    return texts.size();
  }

  List<PendingText<Q, T>> drain() {
    List<PendingText<Q, T>> all = new ArrayList<>(texts.values());
    texts.clear();
    places.clear();
    return all;
  }
}
