package io.millrace.app.command;

import java.util.Map;

/** Something whose lag can be read again and again. */
interface LagView extends AutoCloseable {
  /** Reads it now. */
  Reading read();

  @Override
  void close();

  /** One reading. */
  interface Reading {
    double behindSeconds();

    /** Whether nothing waits, so that there is no trend to be seen. */
    boolean isEmpty();

    Map<String, Object> document();

    /**
     * For people.
     *
     * @param hasBlocks whether the output shows block characters
     * @param isWatched whether readings follow each other
     */
    String text(boolean hasBlocks, boolean isWatched);

    /** For people, on one line. */
    String line();
  }
}
