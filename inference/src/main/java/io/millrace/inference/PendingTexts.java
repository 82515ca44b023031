package io.millrace.inference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that wait for the model, fresh before backlog, each in order of arrival. Not threadsafe.
 */
final class PendingTexts {
  /** One place in eight goes to the backlog even if fresh texts would fill the batch. */
  private static final int BACKLOG_SHARE = 8;

  private final Map<TextKey, PendingText> fresh = new LinkedHashMap<>();
  private final Map<TextKey, PendingText> backlog = new LinkedHashMap<>();

  void add(PendingText text, Priority priority) {
    (priority == Priority.FRESH ? fresh : backlog).put(text.key(), text);
  }

  /** Moves a text of the backlog, if it still waits there, to the end of the fresh ones. */
  void promote(TextKey key) {
    PendingText text = backlog.remove(key);
    if (text != null) {
      fresh.put(key, text);
    }
  }

  boolean isEmpty() {
    return fresh.isEmpty() && backlog.isEmpty();
  }

  int size() {
    return fresh.size() + backlog.size();
  }

  /**
   * Takes the next batch out: at least one text if any waits, at most {@code maximum}, and no more
   * characters than given unless the first text alone has more.
   */
  List<PendingText> take(int maximum, int maximumCharacters) {
    int reserved = Math.min(backlog.size(), maximum / BACKLOG_SHARE);
    List<PendingText> batch = new ArrayList<>();
    int left = move(fresh, batch, maximum - reserved, maximumCharacters);
    left = move(backlog, batch, maximum, left);
    move(fresh, batch, maximum, left);
    return batch;
  }

  private static int move(
      Map<TextKey, PendingText> waiting, List<PendingText> batch, int places, int characters) {
    int left = characters;
    Iterator<PendingText> next = waiting.values().iterator();
    while (next.hasNext() && batch.size() < places) {
      PendingText text = next.next();
      if (text.text().length() > left && !batch.isEmpty()) {
        break;
      }
      left -= text.text().length();
      batch.add(text);
      next.remove();
    }
    return left;
  }

  List<PendingText> drain() {
    List<PendingText> all = new ArrayList<>(fresh.values());
    all.addAll(backlog.values());
    fresh.clear();
    backlog.clear();
    return all;
  }
}
