package io.millrace.sink;

import java.util.HashMap;
import java.util.Map;

/** A configuration of the sink for tests. */
final class Settings {
  static final String TARGETS =
      """
      {"tables":[{"topic":"millrace.enriched.g1.profiles","schema":"public","table":"profiles",
         "key":"id","columns":[
           {"name":"embedding_seeking","from":["seeking"],"kind":"vector","dimensions":3,
            "source":"hf_embedding"},
           {"name":"embedding_offering","from":["offering"],"kind":"vector","dimensions":3,
            "source":"hf_embedding"},
           {"name":"offer_types","from":["offering","seeking"],"kind":"json","source":"hf_classification"}],
         "model_column":"embeddings_model","updated_at_column":"embeddings_updated_at",
         "classified_at_column":"classification_updated_at",
         "metadata_column":"enrichment_metadata"}],
       "matches":[{"topic":"millrace.scores.g1","schema":"public","table":"matches","key":"id",
         "a":"profile_id","b":"suggested_profile_id"}]}
      """;

  private Settings() {}

  static Map<String, String> standard() {
    Map<String, String> values = new HashMap<>();
    values.put("name", "millrace-sink-g1");
    values.put("connector.class", MillraceSinkConnector.class.getName());
    values.put("topics", "millrace.enriched.g1.profiles,millrace.scores.g1");
    values.put(SinkSettings.JDBC_URL, "jdbc:postgresql://127.0.0.1:5432/postgres");
    values.put(SinkSettings.JDBC_USER, "postgres");
    values.put(SinkSettings.JDBC_PASSWORD, "correct horse");
    values.put(SinkSettings.GENERATION, "1");
    values.put(SinkSettings.TARGETS, TARGETS);
    values.put(SinkSettings.BOOTSTRAP_SERVERS, "127.0.0.1:9092");
    values.put(SinkSettings.REGISTRY_URL, "http://127.0.0.1:8081");
    values.put(SinkSettings.REPORTS_TOPIC, "millrace.sink-reports");
    values.put(SinkSettings.FAILURES_TOPIC, "millrace.failures");
    return values;
  }

  static Map<String, String> with(String key, String value) {
    Map<String, String> values = standard();
    values.put(key, value);
    return values;
  }
}
