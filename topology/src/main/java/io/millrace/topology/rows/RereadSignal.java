package io.millrace.topology.rows;

import java.util.List;

/** Puts into words that rows of a table are to be read again. Implementations are threadsafe. */
@FunctionalInterface
public interface RereadSignal {
  /**
   * The signal that whoever captures the table understands.
   *
   * @param captured keys that change events gave
   * @param others keys that somebody asked for and no event gave; one of both lists may be empty
   */
  String of(CapturedTable table, List<String> captured, List<String> others);
}
