package io.millrace.sink;

import com.pgvector.PGvector;
import io.millrace.schemas.PackedVector;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes planned rows of one table, in batches. */
final class RowWriter {
  /** Class 44: the host's own rules turned the write away, which is the row's failure. */
  private static final String SUPPRESSED = "44000";

  private final TableLayout layout;
  private final TableSql sql;

  RowWriter(TableLayout layout, TableSql sql) {
    this.layout = layout;
    this.sql = sql;
  }

  void update(Connection connection, List<RowPlan> plans, BatchSummary summary)
      throws SQLException {
    Map<UpdateShape, List<RowPlan>> shapes = new LinkedHashMap<>();
    for (RowPlan plan : plans) {
      if (!plan.writes().isEmpty()) {
        shapes.computeIfAbsent(plan.shape(), shape -> new ArrayList<>()).add(plan);
        summary.written(plan.change().table(), columns(plan), plan.change().row().getCausedAt());
      }
    }
    for (Map.Entry<UpdateShape, List<RowPlan>> shape : shapes.entrySet()) {
      update(connection, shape.getKey(), shape.getValue());
    }
  }

  private static List<String> columns(RowPlan plan) {
    return plan.writes().stream().map(value -> value.column().name()).toList();
  }

  private void update(Connection connection, UpdateShape shape, List<RowPlan> plans)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.update(shape))) {
      Parameters parameters = new Parameters(statement);
      for (RowPlan plan : plans) {
        bind(parameters, plan);
      }
      for (int count : statement.executeBatch()) {
        if (count == 0) {
          throw new SQLException("a trigger or policy suppressed the update", SUPPRESSED);
        }
      }
    }
  }

  private void bind(Parameters parameters, RowPlan plan) throws SQLException {
    for (RowPlan.Value value : plan.writes()) {
      parameters.text(value.result().getInputHash()).object(content(value));
    }
    if (plan.embeddingModel().isPresent() && layout.modelColumn().isPresent()) {
      parameters.text(plan.embeddingModel().get());
    }
    if (layout.writesMetadata()) {
      for (RowPlan.Value value : plan.writes()) {
        parameters
            .text(value.column().name())
            .text(value.column().source())
            .text(value.result().getModel())
            .text(value.result().getInputHash())
            .integer(layout.generation());
      }
    }
    parameters.text(plan.change().key()).add();
  }

  private @Nullable Object content(RowPlan.Value value) {
    ByteBuffer packed = value.result().getVector();
    if (packed == null) {
      return value.result().getJson();
    }
    // Bound in binary: text would cost six times as much (FACTS, JDBC writes).
    PGvector vector = new PGvector(PackedVector.unpack(packed));
    vector.setType(layout.type(layout.name(value.column())).name());
    return vector;
  }
}
