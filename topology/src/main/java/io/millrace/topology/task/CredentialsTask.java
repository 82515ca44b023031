package io.millrace.topology.task;

import io.millrace.inference.Entities;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.inference.credentials.ColumnText;
import io.millrace.inference.credentials.CredentialsExtractor;
import io.millrace.inference.credentials.CredentialsJson;
import io.millrace.inference.credentials.ExtractedCredentials;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds credentials by rules, and merges what a model for named entities finds if there is one.
 *
 * <p>While that model is away the task waits, so that a row does not change twice; what the model
 * refuses for good is answered by the rules alone, marked as a fallback.
 */
final class CredentialsTask implements TextExtractor {
  private final CredentialsExtractor rules;
  private final @Nullable EntityFinder entities;
  private final TaskCalls calls;

  /**
   * @param entities null: the rules alone
   * @param calls counts calls of the rules; the service of a model counts its own
   */
  CredentialsTask(CredentialsExtractor rules, @Nullable EntityFinder entities, TaskCalls calls) {
    this.rules = rules;
    this.entities = entities;
    this.calls = calls;
  }

  @Override
  public String model() {
    return rules.version();
  }

  @Override
  public String fingerprint() {
    return entities == null
        ? rules.version()
        : TaskVersions.of(rules.version(), entities.fingerprint());
  }

  @Override
  public CompletionStage<ModelOutcome<String>> extract(List<InputText> texts, Priority priority) {
    List<ColumnText> columns =
        texts.stream().map(text -> new ColumnText(text.column(), text.text())).toList();
    ExtractedCredentials found = rules.extract(columns);
    Optional<JoinedTexts> joined = JoinedTexts.of(texts);
    if (entities == null || joined.isEmpty()) {
      return CompletableFuture.completedFuture(calls.count(answer(found, List.of())));
    }
    return entities
        .find(joined.get().text(), priority, calls.task())
        .thenApply(names -> merge(found, columns, joined.get(), names));
  }

  private ModelOutcome<String> merge(
      ExtractedCredentials found,
      List<ColumnText> columns,
      JoinedTexts joined,
      ModelOutcome<Entities> names) {
    if (names instanceof RetryLater<Entities> away) {
      return new RetryLater<>(away.reason(), away.after());
    }
    if (names instanceof Answered<Entities> answered) {
      ExtractedCredentials merged = rules.merge(found, columns, joined.inColumns(answered.value()));
      Provenance provenance = answered.provenance();
      return new Answered<>(
          CredentialsJson.write(merged.credentials()),
          new Provenance(
              rules.version() + " + " + provenance.model(),
              provenance.revision(),
              0,
              provenance.tokens(),
              provenance.truncated() || merged.truncated(),
              provenance.marks()));
    }
    return answer(found, List.of(Provenance.FALLBACK));
  }

  private ModelOutcome<String> answer(ExtractedCredentials found, List<String> marks) {
    return new Answered<>(
        CredentialsJson.write(found.credentials()),
        new Provenance(rules.version(), "", 0, 0, found.truncated(), marks));
  }
}
