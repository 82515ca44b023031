package io.millrace.app.replay;

/**
 * What a replay did.
 *
 * @param rows that were handed out again
 * @param isResumed whether it went on with one that was interrupted
 */
public record ReplayResult(long rows, boolean isResumed) {}
