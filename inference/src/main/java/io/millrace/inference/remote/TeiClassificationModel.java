package io.millrace.inference.remote;

import io.millrace.inference.Classification;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Parity;
import io.millrace.inference.Provenance;
import io.millrace.inference.ReadText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import okhttp3.HttpUrl;

/** Zero-shot classification by a model of inference in TEI: one pair for each text and label. */
final class TeiClassificationModel extends RemoteModel implements ClassificationModel {
  private final TeiPairs exchange;

  TeiClassificationModel(Remote remote, HttpUrl url) {
    super(remote);
    this.exchange = new TeiPairs(url);
  }

  /** A pair that every model of inference answers. */
  static RemoteInput probe() {
    return new RemoteInput(
        new ReadText(Parity.SENTENCE, 0, false), "This text is about a mill.", true);
  }

  @Override
  public CompletionStage<List<ModelOutcome<Classification>>> classify(
      List<String> texts, LabelChoice labels) {
    List<RemoteInput> pairs = new ArrayList<>();
    for (String text : texts) {
      for (ChoiceLabel label : labels.labels()) {
        pairs.add(cut(text, Hypotheses.of(label)));
      }
    }
    return run(exchange, pairs, probe()).thenApply(outcomes -> byText(outcomes, labels));
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
