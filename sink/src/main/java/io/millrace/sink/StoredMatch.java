package io.millrace.sink;

import org.jspecify.annotations.Nullable;

/**
 * What a locked match row says.
 *
 * @param a key of the first profile; null: none
 * @param b key of the second profile; null: none
 * @param context the raw {@code match_context}; null: none
 */
record StoredMatch(
    @Nullable String a, @Nullable String b, Scores scores, @Nullable String context) {}
