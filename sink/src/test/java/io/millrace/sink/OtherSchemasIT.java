package io.millrace.sink;

import static io.millrace.sink.Records.record;
import static io.millrace.sink.Records.row;
import static io.millrace.sink.Records.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table with mixed-case names in a schema of its own, and pgvector in another. */
class OtherSchemasIT extends SinkFixture {
  private static final String TARGETS =
      """
      {"tables":[{"topic":"millrace.enriched.g1.profiles","schema":"Sales","table":"Client",
         "key":"Id","columns":[
           {"name":"Vector","from":["select"],"kind":"vector","dimensions":3,
            "source":"hf_embedding"}],
         "model_column":null,"updated_at_column":null,"classified_at_column":null,
         "metadata_column":null}],
       "matches":[]}
      """;

  @AfterEach
  void dropSchemas() throws SQLException {
    host.run("drop schema if exists \"Sales\" cascade");
    host.run("drop extension if exists vector cascade");
    host.run("drop schema if exists extensions cascade");
  }

  @Test
  void shouldWriteWhereNothingIsInTheSearchPath() throws SQLException {
    host.run("drop extension vector cascade");
    host.run("create schema extensions");
    host.run("create extension vector schema extensions");
    host.run("create schema \"Sales\"");
    host.run(
        "create table \"Sales\".\"Client\" (\"Id\" text primary key, \"select\" text,"
            + " \"Vector\" extensions.vector(3))");
    host.run("insert into \"Sales\".\"Client\" values ('p1', 'a coach')");
    Map<String, String> settings = new HashMap<>(host.settings());
    settings.put(SinkSettings.TARGETS, TARGETS);

    put(start(settings), record(row("p1", vector("Vector", "a coach", 1, 1, 0, 0))));

    assertThat(host.get("select \"Vector\"::text from \"Sales\".\"Client\"")).isEqualTo("[1,0,0]");
    assertThat(host.provenance("p1", "Vector", "has_value")).isEqualTo("true");
  }
}
