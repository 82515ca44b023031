package io.millrace.inference.onnx;

import io.millrace.inference.Entities;
import io.millrace.inference.EntityModel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds names by a token classifier. A text longer than the model reads is read in windows that
 * overlap.
 */
final class OnnxEntityModel implements EntityModel {
  /** Keeps a text of megabytes from taking minutes; the outcome says that it was truncated. */
  static final int MAXIMUM_WINDOWS = 32;

  private final ModelDescription description;
  private final Encoder encoder;
  private final EntityDecoder decoder;

  OnnxEntityModel(ModelDescription description, Encoder encoder, EntityTags tags) {
    this.description = description;
    this.encoder = encoder;
    this.decoder = new EntityDecoder(tags);
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Entities>>> extract(List<String> texts) {
    return CompletableFuture.completedFuture(encoder.use(() -> outcomes(texts)));
  }

  private List<ModelOutcome<Entities>> outcomes(List<String> texts) {
    List<List<TokenWindow>> windows =
        encoder.tokenize(texts, text -> encoder.tokenizer().windows(text, MAXIMUM_WINDOWS));
    List<Optional<TokenLabels>> labels =
        encoder.run(
            windows.stream().flatMap(List::stream).map(TokenWindow::tokens).toList(),
            TokenLabels::read);
    List<ModelOutcome<Entities>> outcomes = new ArrayList<>(texts.size());
    int first = 0;
    for (int text = 0; text < texts.size(); text++) {
      int end = first + windows.get(text).size();
      outcomes.add(outcome(texts.get(text), windows.get(text), labels.subList(first, end)));
      first = end;
    }
    return outcomes;
  }

  private ModelOutcome<Entities> outcome(
      String text, List<TokenWindow> windows, List<Optional<TokenLabels>> labels) {
    if (windows.get(0).tokens().isEmpty()) {
      return Faults.noTokens();
    }
    if (labels.stream().anyMatch(Optional::isEmpty)) {
      return Faults.failed();
    }
    List<TokenLabels> found = labels.stream().map(Optional::orElseThrow).toList();
    if (!found.stream().allMatch(TokenLabels::isFinite)) {
      return Faults.notFinite();
    }
    int tokens = windows.stream().mapToInt(window -> window.tokens().length()).sum();
    return new Answered<>(
        decoder.decode(text, WindowMerge.words(windows, found)),
        Provenance.of(description, tokens, windows.get(0).tokens().truncated()));
  }

  @Override
  public void close() {
    encoder.close();
  }
}
