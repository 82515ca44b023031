package io.millrace.inference.remote;

import io.millrace.inference.Classification;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.Entailment;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Parity;
import io.millrace.inference.Provenance;
import io.millrace.inference.ReadText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Zero-shot classification by a model in TEI that reads pairs: one for each text and label. */
final class TeiClassificationModel extends RemoteModel implements ClassificationModel {
  private final Exchange<Entailment> exchange;
  private final boolean oneTextARequest;

  /**
   * @param oneTextARequest whether the pairs of two texts must not be in one request
   */
  TeiClassificationModel(Remote remote, Exchange<Entailment> exchange, boolean oneTextARequest) {
    super(remote);
    this.exchange = exchange;
    this.oneTextARequest = oneTextARequest;
  }

  /** A pair that every model of inference answers. */
  static RemoteInput probe() {
    return new RemoteInput(
        new ReadText(Parity.SENTENCE, 0, false), "This text is about a mill.", true);
  }

  @Override
  public CompletionStage<List<ModelOutcome<Classification>>> classify(
      List<String> texts, LabelChoice labels) {
    List<List<RemoteInput>> batches = texts.stream().map(text -> pairs(text, labels)).toList();
    if (!oneTextARequest) {
      batches = List.of(batches.stream().flatMap(List::stream).toList());
    }
    CompletionStage<List<ModelOutcome<Entailment>>> outcomes =
        CompletableFuture.completedFuture(List.of());
    for (List<RemoteInput> batch : batches) {
      outcomes = outcomes.thenCompose(before -> further(before, batch));
    }
    return outcomes.thenApply(all -> byText(all, labels));
  }

  private List<RemoteInput> pairs(String text, LabelChoice labels) {
    return labels.labels().stream().map(label -> cut(text, Hypotheses.of(label))).toList();
  }

  /** One text after the other; what a failing provider was not asked yet is given back. */
  private CompletionStage<List<ModelOutcome<Entailment>>> further(
      List<ModelOutcome<Entailment>> before, List<RemoteInput> batch) {
    if (!before.isEmpty()
        && before.get(before.size() - 1) instanceof RetryLater<Entailment> later) {
      RetryLater<Entailment> unasked = RetryLater.notAsked(later.reason(), later.after());
      return CompletableFuture.completedFuture(
          joined(before, Collections.nCopies(batch.size(), unasked)));
    }
    return run(exchange, batch, probe()).thenApply(outcomes -> joined(before, outcomes));
  }

  private static List<ModelOutcome<Entailment>> joined(
      List<ModelOutcome<Entailment>> first, List<? extends ModelOutcome<Entailment>> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static List<ModelOutcome<Classification>> byText(
      List<ModelOutcome<Entailment>> outcomes, LabelChoice labels) {
    int count = labels.labels().size();
    List<ModelOutcome<Classification>> classified = new ArrayList<>();
    for (int first = 0; first < outcomes.size(); first += count) {
      classified.add(combine(outcomes.subList(first, first + count), labels));
    }
    return classified;
  }

  /** A text is answered once all its pairs are. */
  private static ModelOutcome<Classification> combine(
      List<ModelOutcome<Entailment>> pairs, LabelChoice labels) {
    Optional<ModelOutcome<Entailment>> fault =
        pairs.stream().filter(pair -> pair.answer().isEmpty()).findFirst();
    if (fault.isPresent()) {
      return fault.get().map(unused -> new Classification(List.of()));
    }
    List<Answered<Entailment>> answers =
        pairs.stream().flatMap(pair -> pair.answer().stream()).toList();
    List<Entailment> entailments = answers.stream().map(Answered::value).toList();
    return new Answered<>(Entailment.classify(entailments, labels), provenance(answers));
  }

  private static Provenance provenance(List<Answered<Entailment>> answers) {
    Provenance first = answers.get(0).provenance();
    boolean isTruncated = answers.stream().anyMatch(answer -> answer.provenance().truncated());
    List<String> marks =
        answers.stream()
            .flatMap(answer -> answer.provenance().marks().stream())
            .distinct()
            .toList();
    return new Provenance(
        first.model(), first.revision(), first.dimensions(), first.tokens(), isTruncated, marks);
  }
}
