package io.millrace.connectors;

import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The versions that the stored results of one generation are of. */
public final class StoredVersions {
  private final Connection connection;
  private final int generation;
  private final String ofColumn;

  public StoredVersions(Connection connection, Names names, int generation) {
    this.connection = connection;
    this.generation = generation;
    this.ofColumn =
        "exists (select from %s where generation = ? and table_name = ? and column_name = ?"
            .formatted(Sql.qualified(names.databaseSchema(), "provenance"));
  }

  /** Those of these tasks of which results are stored, but none of this version. */
  public List<TaskVersion> lacking(List<TaskVersion> tasks) throws SQLException {
    List<TaskVersion> lacking = new ArrayList<>();
    String sql = "select %1$s) and not %1$s and task_version = ?)".formatted(ofColumn);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (TaskVersion task : tasks) {
        if (isLacking(statement, task)) {
          lacking.add(task);
        }
      }
    }
    return lacking;
  }

  private boolean isLacking(PreparedStatement statement, TaskVersion task) throws SQLException {
    for (int first : new int[] {1, 4}) {
      statement.setInt(first, generation);
      statement.setString(first + 1, task.table());
      statement.setString(first + 2, task.column());
    }
    statement.setString(7, task.version());
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
