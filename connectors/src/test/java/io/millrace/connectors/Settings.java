package io.millrace.connectors;

import io.millrace.connectors.SourceSettings.DatabaseLocation;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import java.util.Map;
import java.util.Set;

/** Settings of an installation for tests. */
final class Settings {
  static final int DIMENSIONS = 384;
  static final Secrets SECRETS = new Secrets("/run/secrets/database.properties", false);

  private Settings() {}

  static SourceSettings source(EnrichmentPlan plan, boolean originFilter) {
    return new SourceSettings(
        Names.standard(),
        plan,
        new DatabaseLocation("db", 5432, "app", DatabaseTls.of(Map.of())),
        SECRETS,
        "kafka:9092",
        "http://registry:8080",
        "placeholder-0123456789",
        originFilter);
  }

  static SinkSettings sink(boolean originFilter) {
    return sink(originFilter, SECRETS);
  }

  static SinkSettings sink(boolean originFilter, Secrets secrets) {
    return new SinkSettings(
        Names.standard(),
        PlanReader.readDefault(),
        1,
        DIMENSIONS,
        "jdbc:postgresql://db:5432/app",
        secrets,
        "kafka:9092",
        "http://registry:8080",
        originFilter,
        Set.of("profiles"),
        2);
  }
}
