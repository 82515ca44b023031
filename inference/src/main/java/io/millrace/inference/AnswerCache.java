package io.millrace.inference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.inference.ModelOutcome.Answered;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The answers last used, as many as fit into a number of bytes. Threadsafe. */
final class AnswerCache<T> {
  /** Key, record, header and Caffeine's node, about; answers are larger. */
  private static final int ENTRY_OVERHEAD_BYTES = 160;

  private final Cache<TextKey, Answered<T>> answers;

  /**
   * @param bytesOf about how much memory an answer holds
   */
  AnswerCache(long maximumBytes, ToIntFunction<T> bytesOf) {
    answers =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher(
                (TextKey key, Answered<T> answer) ->
                    ENTRY_OVERHEAD_BYTES + bytesOf.applyAsInt(answer.value()))
            .executor(Runnable::run)
            .build();
  }

  @Nullable Answered<T> get(TextKey key) {
    return answers.getIfPresent(key);
  }

  void remove(TextKey key) {
    answers.invalidate(key);
  }

  void put(TextKey key, Answered<T> answer) {
    answers.put(key, answer);
  }
}
