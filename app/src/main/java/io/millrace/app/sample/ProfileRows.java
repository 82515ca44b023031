package io.millrace.app.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes a profile into the parameters of its INSERT, each column by its kind. */
final class ProfileRows {
  static final String INSERT =
      "insert into public.profiles (%s) values (%s) on conflict do nothing"
          .formatted(columnNames(), placeholders());

  private ProfileRows() {}

  static void bind(PreparedStatement statement, SampleProfile profile) throws SQLException {
    int index = 1;
    for (ProfileColumn column : ProfileColumn.values()) {
      bind(statement, index++, column.kind(), profile.value(column));
    }
  }

  private static void bind(PreparedStatement statement, int index, ColumnKind kind, JsonNode value)
      throws SQLException {
    if (value.isNull() || value.isMissingNode()) {
      statement.setNull(index, sqlType(kind));
      return;
    }
    switch (kind) {
      case UUID, TEXT -> statement.setString(index, value.asText());
      case JSON -> statement.setString(index, value.toString());
      case INTEGER -> statement.setInt(index, value.asInt());
      case DOUBLE -> statement.setDouble(index, value.asDouble());
      case TEXT_ARRAY -> statement.setArray(index, textArray(statement, value));
    }
  }

  private static Array textArray(PreparedStatement statement, JsonNode value) throws SQLException {
    String[] elements =
        StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .toArray(String[]::new);
    return statement.getConnection().createArrayOf("text", elements);
  }

  private static int sqlType(ColumnKind kind) {
    return switch (kind) {
      case UUID, TEXT, JSON -> Types.VARCHAR;
      case INTEGER -> Types.INTEGER;
      case DOUBLE -> Types.DOUBLE;
      case TEXT_ARRAY -> Types.ARRAY;
    };
  }

  private static String columnNames() {
    return Arrays.stream(ProfileColumn.values())
        .map(ProfileColumn::columnName)
        .collect(Collectors.joining(", "));
  }

  private static String placeholders() {
    return Arrays.stream(ProfileColumn.values())
        .map(column -> column.kind().placeholder())
        .collect(Collectors.joining(", "));
  }
}
