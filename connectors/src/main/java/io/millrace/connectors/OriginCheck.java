package io.millrace.connectors;

import java.sql.SQLException;
import java.util.List;

/** Whether the sink's writes are kept out of the change stream. */
final class OriginCheck implements DatabaseCheck {
  private static final String CHECK = "origin";

  @Override
  public List<Finding> look(Looked database) throws SQLException {
    OriginSupport origin = OriginSupport.probe(database.connection(), database.names());
    return List.of(
        origin.used()
            ? new Finding.Fine(CHECK, origin.reason())
            : new Finding.Advice(
                CHECK,
                "the sink's own writes come back as changes and are dropped: " + origin.reason(),
                "nothing must be done; each write costs one event more"));
  }
}
