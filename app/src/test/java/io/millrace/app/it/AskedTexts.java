package io.millrace.app.it;

import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ModelServer.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the provider was asked, and what of it had been answered before (invariant 2). A restart of
 * the applications between both excuses the second one: their cache has gone, and what was under
 * way may be asked again.
 */
final class AskedTexts {
  private final ModelServer server;
  private final List<Restart> restarts = new ArrayList<>();

  /** Requests that were made while the applications restarted. */
  private record Restart(int first, int last) {}

  AskedTexts(ModelServer server) {
    this.server = server;
  }

  /** Number of requests up to now. */
  int mark() {
    return server.asked().size();
  }

  /** Notes that the applications restarted somewhere between a mark and now. */
  void restartedSince(int mark) {
    restarts.add(new Restart(mark, mark()));
  }

  /**
   * Sums.
   *
   * @param answered texts that were answered
   * @param repeated those of them that had been answered before, without an excuse
   */
  record Counts(long answered, long repeated) {}

  /** Counts the texts with a word. */
  Counts counts(String word) {
    Map<String, Integer> answeredIn = new HashMap<>();
    long answered = 0;
    long repeated = 0;
    List<Asked> asked = server.asked();
    for (int request = 0; request < asked.size(); request++) {
      if (asked.get(request).isAnswered()) {
        for (String text : asked.get(request).texts()) {
          if (text.contains(word)) {
            Integer before = answeredIn.put(text, request);
            answered++;
            repeated += before == null || isExcused(before, request) ? 0 : 1;
          }
        }
      }
    }
    return new Counts(answered, repeated);
  }

  private boolean isExcused(int before, int request) {
    return restarts.stream()
        .anyMatch(restart -> before <= restart.last() && request >= restart.first());
  }
}
