package io.millrace.modelserver;

import java.util.Optional;

/**
 * How the server misbehaves.
 *
 * @param status of the answer, for {@link Kind#STATUS}
 * @param retryAfter value of the header, if there is to be one
 * @param body of the answer, for {@link Kind#STATUS}; the texts of the request are put behind it,
 *     as real servers quote them
 * @param poison only requests with a text that contains this word are answered so; "" for all
 */
public record ServerFault(
    Kind kind, int status, Optional<String> retryAfter, String body, String poison) {
  /** Ways to misbehave. */
  public enum Kind {
    /** Closes the connection without an answer. */
    OUTAGE,
    /** Answers with a status. */
    STATUS,
    /** Answers after a long time. */
    SLOW,
    /** Breaks off in the midst of an answer. */
    CUT,
    /** Answers with a page that is no JSON. */
    GARBAGE,
    /** Answers without an end. */
    HUGE,
    /** Answers with a few bytes that unpack to very many. */
    GZIP_BOMB,
    /** Sends to another address. */
    REDIRECT,
    /** Gives a number that is none, in the first answer of each request. */
    NOT_A_NUMBER,
    /** Gives null in place of a number, in the first answer of each request. */
    NULL,
    /** Gives one answer too few. */
    SHORT,
    /** Gives an answer twice, in place of another one, where the protocol has indices. */
    DUPLICATE,
    /** Gives the answers in another order, with their right indices where the protocol has any. */
    REORDERED,
    /** Gives vectors with one dimension too many. */
    WRONG_DIMENSIONS,
    /** Gives a vector for each word. */
    TOKEN_VECTORS
  }

  /** A fault of a kind that needs nothing else. */
  public static ServerFault of(Kind kind) {
    return new ServerFault(kind, 200, Optional.empty(), "", "");
  }

  /** An answer with a status. */
  public static ServerFault status(int status) {
    return new ServerFault(Kind.STATUS, status, Optional.empty(), "{\"error\":\"failed on: ", "");
  }

  /** The same with the header Retry-After. */
  public ServerFault retryAfter(String value) {
    return new ServerFault(kind, status, Optional.of(value), body, poison);
  }

  /** The same with a body. */
  public ServerFault body(String text) {
    return new ServerFault(kind, status, retryAfter, text, poison);
  }

  /** The same for requests with a word alone. */
  public ServerFault on(String word) {
    return new ServerFault(kind, status, retryAfter, body, word);
  }
}
