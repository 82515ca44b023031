package io.millrace.inference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that wait for the model, fresh before backlog, each in order of arrival. Not threadsafe.
 */
final class PendingTexts<Q, T> {
  /** One place in eight goes to the backlog even if fresh texts would fill the batch. */
  private static final int BACKLOG_SHARE = 8;

  private final Map<TextKey, PendingText<Q, T>> fresh = new LinkedHashMap<>();
  private final Map<TextKey, PendingText<Q, T>> backlog = new LinkedHashMap<>();

  void add(PendingText<Q, T> text, Priority priority) {
    (priority == Priority.FRESH ? fresh : backlog).put(text.key(), text);
  }

  /** Moves a text of the backlog, if it still waits there, to the end of the fresh ones. */
  void promote(TextKey key) {
    PendingText<Q, T> text = backlog.remove(key);
    if (text != null) {
      fresh.put(key, text);
    }
  }

  /** Takes a text out; returns whether it still waited. */
  boolean remove(TextKey key) {
    return fresh.remove(key) != null || backlog.remove(key) != null;
  }

  boolean isEmpty() {
    return fresh.isEmpty() && backlog.isEmpty();
  }

  int size() {
    return fresh.size() + backlog.size();
  }

  /**
   * Takes the next batch out, all of one question: at least one text if any waits, at most {@code
   * maximum}, and no more characters than given unless the first text alone has more.
   */
  List<PendingText<Q, T>> take(int maximum, int maximumCharacters) {
    int reserved = Math.min(backlog.size(), maximum / BACKLOG_SHARE);
    List<PendingText<Q, T>> batch = new ArrayList<>();
    int left = move(fresh, batch, maximum - reserved, maximumCharacters);
    left = move(backlog, batch, maximum, left);
    move(fresh, batch, maximum, left);
    return batch;
  }

  private int move(
      Map<TextKey, PendingText<Q, T>> waiting,
      List<PendingText<Q, T>> batch,
      int places,
      int characters) {
    int left = characters;
    Iterator<PendingText<Q, T>> next = waiting.values().iterator();
    while (next.hasNext() && batch.size() < places) {
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
    }
    return left;
  }

  List<PendingText<Q, T>> drain() {
    List<PendingText<Q, T>> all = new ArrayList<>(fresh.values());
    all.addAll(backlog.values());
    fresh.clear();
    backlog.clear();
    return all;
  }
}
