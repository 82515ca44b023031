package io.millrace.inference.onnx;

import io.millrace.inference.Classification;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.Entailment;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Zero-shot classification by a cross-encoder for natural-language inference: each text is read
 * once with a hypothesis about each label, so that the cost is texts times labels.
 */
final class OnnxClassificationModel implements ClassificationModel {
  /** Texts whose pairs are in memory together. */
  private static final int TEXTS_AT_ONCE = 32;

  /** Part of what the model reads that a hypothesis may take from the text. */
  private static final double GREATEST_HYPOTHESIS = 0.5;

  private final ModelDescription description;
  private final Encoder encoder;
  private final EntailmentLabels entailment;
  private final Hypothesis hypothesis;

  OnnxClassificationModel(
      ModelDescription description,
      Encoder encoder,
      EntailmentLabels entailment,
      Hypothesis hypothesis) {
    this.description = description;
    this.encoder = encoder;
    this.entailment = entailment;
    this.hypothesis = hypothesis;
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Classification>>> classify(
      List<String> texts, LabelChoice labels) {
    return CompletableFuture.completedFuture(encoder.use(() -> outcomes(texts, labels)));
  }

  private List<ModelOutcome<Classification>> outcomes(List<String> texts, LabelChoice choice) {
    List<String> hypotheses = choice.labels().stream().map(hypothesis::about).toList();
    Optional<ChoiceLabel> tooLong = firstTooLong(choice, hypotheses);
    if (tooLong.isPresent()) {
      return Collections.nCopies(texts.size(), refusal(tooLong.get()));
    }
    List<ModelOutcome<Classification>> outcomes = new ArrayList<>(texts.size());
    for (int start = 0; start < texts.size(); start += TEXTS_AT_ONCE) {
      int end = Math.min(start + TEXTS_AT_ONCE, texts.size());
      outcomes.addAll(outcomes(texts.subList(start, end), hypotheses, choice));
    }
    return outcomes;
  }

  private Optional<ChoiceLabel> firstTooLong(LabelChoice choice, List<String> hypotheses) {
    double greatest = description.maximumTokens() * GREATEST_HYPOTHESIS;
    return IntStream.range(0, hypotheses.size())
        .filter(index -> encoder.tokenizer().tokenize(hypotheses.get(index)).length() > greatest)
        .mapToObj(choice.labels()::get)
        .findFirst();
  }

  private static ModelOutcome<Classification> refusal(ChoiceLabel label) {
    return new Rejected<>(
        "label_too_long",
        "The hypothesis about the label '%s' takes more than half of what the model reads; shorten it."
            .formatted(label.name()));
  }

  private List<ModelOutcome<Classification>> outcomes(
      List<String> texts, List<String> hypotheses, LabelChoice choice) {
    List<TextPair> pairs =
        texts.stream()
            .flatMap(text -> hypotheses.stream().map(second -> new TextPair(text, second)))
            .toList();
    List<TokenizedText> tokenized =
        encoder.tokenize(
            pairs, pair -> encoder.tokenizer().tokenizePair(pair.text(), pair.hypothesis()));
    List<Optional<float[]>> logits = encoder.run(tokenized, Pooling.DONE.reader());
    int labels = hypotheses.size();
    return IntStream.range(0, texts.size())
        .mapToObj(
            text ->
                outcome(
                    tokenized.subList(text * labels, (text + 1) * labels),
                    logits.subList(text * labels, (text + 1) * labels),
                    isReadable(texts.get(text)),
                    choice))
        .toList();
  }

  private boolean isReadable(String text) {
    return !encoder.tokenizer().tokenize(text).isEmpty();
  }

  private ModelOutcome<Classification> outcome(
      List<TokenizedText> pairs,
      List<Optional<float[]>> logits,
      boolean isReadable,
      LabelChoice choice) {
    if (!isReadable) {
      return Faults.noTokens();
    }
    if (logits.stream().anyMatch(Optional::isEmpty)) {
      return Faults.failed();
    }
    List<float[]> values = logits.stream().map(Optional::orElseThrow).toList();
    if (!values.stream().allMatch(Softmax::isFinite)) {
      return Faults.notFinite();
    }
    int tokens = pairs.stream().mapToInt(TokenizedText::length).sum();
    boolean truncated = pairs.stream().anyMatch(TokenizedText::truncated);
    return new Answered<>(
        Entailment.classify(values.stream().map(entailment::read).toList(), choice),
        Provenance.of(description, tokens, truncated));
  }

  @Override
  public void close() {
    encoder.close();
  }

  /** A text and a hypothesis about it. */
  private record TextPair(String text, String hypothesis) {
    /** Without the text, which is private. */
    @Override
    public String toString() {
      return "TextPair[hypothesis=" + hypothesis + ']';
    }
  }
}
