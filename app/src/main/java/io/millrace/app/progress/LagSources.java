package io.millrace.app.progress;

import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.inference.ProviderHealth;
import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whom a reading of the lag asks. The suppliers may be asked once a second; they do not throw.
 *
 * @param stages between Kafka and the row
 * @param database opens a connection; empty: none is known, and so nothing of slot and capture
 * @param running what runs now
 * @param provider how the worst of the models fares
 */
public record LagSources(
    Names names,
    int generation,
    List<Stage> stages,
    KafkaAccess kafka,
    RegistrySettings registry,
    Optional<Database> database,
    Supplier<Set<Worker>> running,
    Supplier<ProviderHealth.State> provider) {

  /** What a stage needs so that it works. */
  public enum Worker {
    KAFKA,
    REGISTRY,
    CAPTURE,
    STREAMS,
    SINK
  }

  /** Opens connections to the database. */
  @FunctionalInterface
  public interface Database {
    Connection open() throws SQLException;
  }
}
