package io.millrace.inference.remote;

import io.millrace.inference.Provenance;
import io.millrace.inference.ReadText;
import java.util.List;
import java.util.Optional;

/**
 * One input of a request.
 *
 * @param read the text, as far as it goes out
 * @param hypothesis that a classifier compares it with; "" for none
 * @param certain whether it is known how much of the text the model reads
 */
record RemoteInput(ReadText read, String hypothesis, boolean certain) {
  private static final int LEAST_LENGTH = 64;
  private static final int BYTES_PER_TOKEN = 4;

  String text() {
    return read.text();
  }

  /** Tokens, or a guess of them where nobody has counted. */
  long tokens() {
    return read.tokens() > 0
        ? read.tokens()
        : 2 + (long) (read.text().length() + hypothesis.length()) / BYTES_PER_TOKEN;
  }

  /** What is to be known of an answer to it. */
  List<String> marks() {
    return certain || read.truncated() ? List.of() : List.of(Provenance.MAYBE_TRUNCATED);
  }

  /** The first half of it, to the end of a word; empty if it is short already. */
  Optional<RemoteInput> half() {
    int middle = text().length() / 2;
    if (middle < LEAST_LENGTH) {
      return Optional.empty();
    }
    String beginning = WordEnd.cut(text(), middle);
    return Optional.of(new RemoteInput(new ReadText(beginning, 0, true), hypothesis, certain));
  }

  /** Without the text, which is private. */
  @Override
  public String toString() {
    return "RemoteInput[" + read + ']';
  }
}
