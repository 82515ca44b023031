package io.millrace.inference.onnx;

import ai.onnxruntime.OrtException;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model inside this process. Computes on the calling thread and the lanes beside it, and returns
 * when it is done; concurrent calls share the lanes, so they gain little.
 */
final class OnnxEmbeddingModel implements EmbeddingModel {
  private static final Logger LOGGER = LoggerFactory.getLogger(OnnxEmbeddingModel.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ModelDescription description;
  private final WordPieceTokenizer tokenizer;
  private final OnnxSession session;
  private final Lanes lanes;
  // Native memory must not be freed under a call that runs: calls read, close writes.
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  OnnxEmbeddingModel(
      ModelDescription description,
      WordPieceTokenizer tokenizer,
      OnnxSession session,
      Lanes lanes) {
    this.description = description;
    this.tokenizer = tokenizer;
    this.session = session;
    this.lanes = lanes;
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Embedding>>> embed(List<String> texts) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The model " + description.name() + " is closed.");
      }
      return CompletableFuture.completedFuture(outcomes(texts));
    } finally {
      use.readLock().unlock();
    }
  }

  private List<ModelOutcome<Embedding>> outcomes(List<String> texts) {
    // Each place is set once, by the lane that runs its text.
    List<ModelOutcome<Embedding>> outcomes =
        new ArrayList<>(
            Collections.nCopies(texts.size(), new RetryLater<>("not_run", RETRY_AFTER)));
    List<TokenizedText> readable = new ArrayList<>(texts.size());
    for (int position = 0; position < texts.size(); position++) {
      TokenizedText text = tokenizer.tokenize(position, texts.get(position));
      if (text.isEmpty()) {
        outcomes.set(position, new Rejected<>("no_tokens", "The model sees no token in the text."));
      } else {
        readable.add(text);
      }
    }
    List<Runnable> runs = new ArrayList<>();
    LengthBuckets.of(readable).forEach(bucket -> runs.add(() -> run(bucket, outcomes)));
    // The longest first, so that the lanes end at about the same time.
    Collections.reverse(runs);
    lanes.run(runs);
    return outcomes;
  }

  private void run(List<TokenizedText> bucket, List<ModelOutcome<Embedding>> outcomes) {
    try {
      List<float[]> vectors = session.run(bucket);
      for (int row = 0; row < bucket.size(); row++) {
        outcomes.set(bucket.get(row).position(), outcome(bucket.get(row), vectors.get(row)));
      }
    } catch (OrtException e) {
      LOGGER.warn("ONNX Runtime failed on {} texts: {}", bucket.size(), e.getCode());
      for (TokenizedText text : bucket) {
        outcomes.set(text.position(), new RetryLater<>("model_failed", RETRY_AFTER));
      }
    }
  }

  private ModelOutcome<Embedding> outcome(TokenizedText text, float[] pooled) {
    return UnitLength.of(pooled)
        .<ModelOutcome<Embedding>>map(
            vector ->
                new Answered<>(
                    new Embedding(vector),
                    Provenance.of(description, text.length(), text.truncated())))
        .orElseGet(() -> new Rejected<>("not_finite", "The model gave zeros or no finite vector."));
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        lanes.close();
        tokenizer.close();
        session.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
