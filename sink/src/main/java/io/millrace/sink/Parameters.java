package io.millrace.sink;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Fills the parameters of a statement one after the other. */
final class Parameters {
  private final PreparedStatement statement;
  private int index;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters text(@Nullable String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  Parameters number(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  Parameters integer(int value) throws SQLException {
    statement.setInt(++index, value);
    return this;
  }

  Parameters flag(boolean value) throws SQLException {
    statement.setBoolean(++index, value);
    return this;
  }

  Parameters real(@Nullable Double value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.DOUBLE);
    } else {
      statement.setDouble(++index, value);
    }
    return this;
  }

  /** Milliseconds since 1970 as timestamptz. */
  Parameters time(long millis) throws SQLException {
    statement.setObject(
        ++index, OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    return this;
  }

  /** An object of the driver's or pgvector's; null takes the type of its place. */
  Parameters object(@Nullable Object value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.OTHER);
    } else {
      statement.setObject(++index, value);
    }
    return this;
  }

  /** Ends one set of parameters. */
  void add() throws SQLException {
    statement.addBatch();
    index = 0;
  }
}
