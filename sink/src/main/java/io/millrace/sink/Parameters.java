package io.millrace.sink;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
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

  Parameters integer(int value) throws SQLException {
    statement.setInt(++index, value);
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

  /** Elements of one of the driver's type names. */
  Parameters array(String type, Object[] elements) throws SQLException {
    statement.setArray(++index, statement.getConnection().createArrayOf(type, elements));
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
