package io.millrace.inference.onnx;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A model inside this process. Computes on the calling thread and the lanes beside it, and returns
 * when it is done.
 */
final class OnnxEmbeddingModel implements EmbeddingModel {
  private final ModelDescription description;
  private final Encoder encoder;
  private final Pooling pooling;

  OnnxEmbeddingModel(ModelDescription description, Encoder encoder, Pooling pooling) {
    this.description = description;
    this.encoder = encoder;
    this.pooling = pooling;
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
    return CompletableFuture.completedFuture(encoder.use(() -> outcomes(texts)));
  }

  private List<ModelOutcome<Embedding>> outcomes(List<String> texts) {
    List<TokenizedText> tokenized = encoder.tokenize(texts, encoder.tokenizer()::tokenize);
    List<Optional<float[]>> pooled = encoder.run(tokenized, pooling.reader());
    List<ModelOutcome<Embedding>> outcomes = new ArrayList<>(texts.size());
    for (int position = 0; position < texts.size(); position++) {
      outcomes.add(outcome(tokenized.get(position), pooled.get(position)));
    }
    return outcomes;
  }

  private ModelOutcome<Embedding> outcome(TokenizedText text, Optional<float[]> pooled) {
    if (text.isEmpty()) {
      return Faults.noTokens();
    }
    if (pooled.isEmpty()) {
      return Faults.failed();
    }
    Optional<float[]> unit = UnitLength.of(pooled.get());
    if (unit.isEmpty()) {
      return new Rejected<>(Faults.NOT_FINITE, "The model gave zeros or no finite vector.");
    }
    return new Answered<>(
        new Embedding(unit.get()), Provenance.of(description, text.length(), text.truncated()));
  }

  @Override
  public void close() {
    encoder.close();
  }
}
