package io.millrace.inference;

import java.util.ArrayList;
import java.util.List;

/** Texts that wait for the model, in the order of their {@link Priority}. Not threadsafe. */
final class PendingTexts<Q, T> {
  /** One place in eight goes to the backlog even if fresh texts would fill the batch. */
  private static final int BACKLOG_SHARE = 8;

  private final WaitingLine<Q, T> fresh = new WaitingLine<>();
  private final WaitingLine<Q, T> backlog = new WaitingLine<>();

  void add(PendingText<Q, T> text, Priority priority) {
    (priority.isFresh() ? fresh : backlog).add(text, priority.since());
  }

  /** Moves a text, if it still waits, to where an edit that asks for it too would have it. */
  void promote(TextKey key, Priority priority) {
    if (priority.isFresh()) {
      fresh.advance(key, priority.since());
      PendingText<Q, T> text = backlog.remove(key);
      if (text != null) {
        fresh.add(text, priority.since());
      }
    }
  }

  /** Takes a text out; returns whether it still waited. */
  boolean remove(TextKey key) {
    return fresh.remove(key) != null || backlog.remove(key) != null;
  }

  boolean isEmpty() {
    return size() == 0;
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
    int left = fresh.moveTo(batch, maximum - reserved, maximumCharacters);
    left = backlog.moveTo(batch, maximum, left);
    fresh.moveTo(batch, maximum, left);
    return batch;
  }

  List<PendingText<Q, T>> drain() {
    List<PendingText<Q, T>> all = fresh.drain();
    all.addAll(backlog.drain());
    return all;
  }
}
