package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.connectors.DatabasePreparation;
import io.millrace.inference.ModelDescription;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.DatabaseAccess;
import io.millrace.stack.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code millrace run} makes of a database whose columns were made for another model. */
class ColumnCheckIT {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();
  private static final int PREPARED = 8;

  @TempDir private static Path folder;
  private static TestPostgres server;

  @BeforeAll
  static void prepare() throws SQLException {
    server = TestPostgres.start(folder.resolve("home"));
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(PlanReader.defaultHostTables());
      new DatabasePreparation(PLAN, Names.standard(), PREPARED).apply(connection);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void check(DatabaseAccess database, int generation, int dimensions) {
    ModelDescription model = new ModelDescription("a/model", "1", dimensions, 256, "x");
    ColumnCheck.check(database, PLAN, Names.standard(), generation, model);
  }

  @Test
  void shouldRefuseEachColumnOfOtherDimensionsAndSayWhatToDo() {
    assertThatThrownBy(() -> check(server.access(), 1, 384))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(
            "'embedding_seeking' of 'profiles' is vector(8)",
            "'embedding_what_you_do'",
            "384 dimensions",
            "name another column or model in the plan, or drop the column");
  }

  @Test
  void shouldAcceptColumnsOfTheModelsDimensions() {
    assertThatCode(() -> check(server.access(), 1, PREPARED)).doesNotThrowAnyException();
  }

  @Test
  void shouldLeaveTheColumnsOfAnotherGenerationAlone() {
    assertThatCode(() -> check(server.access(), 2, 384)).doesNotThrowAnyException();
  }

  @Test
  void shouldStartWhileTheDatabaseIsDown() {
    DatabaseAccess nobody = new DatabaseAccess("127.0.0.1", 1, "none", "nobody", "", "");

    assertThatCode(() -> check(nobody, 1, 384)).doesNotThrowAnyException();
  }
}
