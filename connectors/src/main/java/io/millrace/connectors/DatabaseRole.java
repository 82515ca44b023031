package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.util.Locale;

/** A role of least rights that one kind of connector enters the database as. */
public enum DatabaseRole {
  /** Debezium's: may read the log and the captured columns, and writes our heartbeat. */
  CAPTURE,
  /** The sink's: may change the columns of results and our provenance. */
  SINK;

  /** As in {@code millrace_sink}; roles belong to a whole server, and so does the prefix. */
  public String name(Names names) {
    return names.prefix() + "_" + label();
  }

  /** As in {@code sink}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String attributes() {
    return this == CAPTURE ? "login replication" : "login";
  }
}
