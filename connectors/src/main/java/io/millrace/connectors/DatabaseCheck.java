package io.millrace.connectors;

import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.Names;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing that is looked at in a database; changes nothing. */
@FunctionalInterface
interface DatabaseCheck {
  List<Finding> look(Looked database) throws SQLException;

  /**
   * The database that is looked at.
   *
   * @param dimensions length of the embedding model's vectors
   * @param state its catalog
   * @param mending the sentence that brings back what drifted
   */
  record Looked(
      Connection connection,
      EnrichmentPlan plan,
      Names names,
      int dimensions,
      CatalogState state,
      String mending) {
    CatalogReader catalog() {
      return new CatalogReader(connection);
    }
  }
}
