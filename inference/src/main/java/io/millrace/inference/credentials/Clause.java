package io.millrace.inference.credentials;

/**
 * A stretch of tokens in which a cue and the names it speaks of stand together.
 *
 * @param from first token
 * @param to after the last token
 * @param startsSentence whether a sentence, not just a clause of one, starts here
 * @param startsParagraph whether a blank line stands before it
 * @param startsLine whether it is the first of a line or list entry
 * @param shouted whether it is written in capitals, so that a capital says nothing
 */
record Clause(
    int from,
    int to,
    boolean startsSentence,
    boolean startsParagraph,
    boolean startsLine,
    boolean shouted) {}
