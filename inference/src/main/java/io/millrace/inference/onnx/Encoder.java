package io.millrace.inference.onnx;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded model with its tokenizer, and the lanes that it runs on; what all kinds of model in this
 * process share. Threadsafe; concurrent calls share the lanes, so they gain little.
 */
final class Encoder implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Encoder.class);
  private static final int TEXTS_A_TASK = 8;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  private final String name;
  private final TextTokenizer tokenizer;
  private final OnnxSession session;
  private final Lanes lanes;
  private final boolean oneByOne;
  private final Duration closeLimit;
  // Native memory must not be freed under a call that runs: calls read, close writes.
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private volatile boolean closed;
  private boolean freed; // guarded by the write lock

  /**
   * @param oneByOne whether texts must not run together, because the model's answer to one depends
   *     on the others
   */
  Encoder(
      String name, TextTokenizer tokenizer, OnnxSession session, Lanes lanes, boolean oneByOne) {
    this(name, tokenizer, session, lanes, oneByOne, CLOSE_LIMIT);
  }

  /**
   * @param closeLimit how long {@link #close} waits for calls that run
   */
  Encoder(
      String name,
      TextTokenizer tokenizer,
      OnnxSession session,
      Lanes lanes,
      boolean oneByOne,
      Duration closeLimit) {
    this.closeLimit = closeLimit;
    this.name = name;
    this.tokenizer = tokenizer;
    this.session = session;
    this.lanes = lanes;
    this.oneByOne = oneByOne;
  }

  TextTokenizer tokenizer() {
    return tokenizer;
  }

  /**
   * Keeps the model open during a call.
   *
   * @throws IllegalStateException if it is closed
   */
  <T> T use(Supplier<T> call) {
    requireOpen(); // before the lock too: it would wait behind one that closes
    use.readLock().lock();
    try {
      requireOpen();
      return call.get();
    } finally {
      use.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The model " + name + " is closed.");
    }
  }

  /** Changes each input by the tokenizer, side by side; a few are not worth a second thread. */
  <I, O> List<O> tokenize(List<I> inputs, Function<I, O> tokenization) {
    List<O> results = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    List<Runnable> tasks = new ArrayList<>();
    for (int start = 0; start < inputs.size(); start += TEXTS_A_TASK) {
      int first = start;
      int end = Math.min(start + TEXTS_A_TASK, inputs.size());
      tasks.add(
          () -> {
            for (int index = first; index < end; index++) {
              results.set(index, tokenization.apply(inputs.get(index)));
            }
          });
    }
    lanes.run(tasks);
    return results;
  }

  /**
   * Runs the model on all texts that are not empty.
   *
   * @return one for each text in their order; empty for an empty text, and where the runtime failed
   */
  <R> List<Optional<R>> run(List<TokenizedText> texts, RowReader<R> reader) {
    // Each place is set once, by the lane that runs its text.
    List<Optional<R>> results =
        new ArrayList<>(Collections.nCopies(texts.size(), Optional.empty()));
    List<TokenizedText> readable = new ArrayList<>(texts.size());
    for (int position = 0; position < texts.size(); position++) {
      if (!texts.get(position).isEmpty()) {
        readable.add(texts.get(position).at(position));
      }
    }
    List<Runnable> runs = new ArrayList<>();
    for (List<TokenizedText> bucket : LengthBuckets.of(readable, oneByOne)) {
      runs.add(() -> run(bucket, reader, results));
    }
    // The longest first, so that the lanes end at about the same time.
    Collections.reverse(runs);
    lanes.run(runs);
    return results;
  }

  private <R> void run(List<TokenizedText> bucket, RowReader<R> reader, List<Optional<R>> results) {
    try {
      ModelOutput output = session.run(bucket);
      for (int row = 0; row < bucket.size(); row++) {
        TokenizedText text = bucket.get(row);
        results.set(text.position(), Optional.of(reader.read(output, row, text.length())));
      }
    } catch (OrtException e) {
      // The message may hold numbers of the text; the code does not.
      LOGGER.warn("ONNX Runtime failed on {} texts of {}: {}", bucket.size(), name, e.getCode());
    }
  }

  /**
   * Refuses calls from now on, waits for those that run, for the limit at most, and frees the
   * model. One that a call still uses then, or when the waiting thread is interrupted, is never
   * freed: to lose its memory is harmless, to free it is not.
   */
  @Override
  public void close() {
    closed = true;
    if (!awaitCalls()) {
      LOGGER.warn("The model {} still computes and is left open", name);
      return;
    }
    try {
      if (!freed) {
        freed = true;
        lanes.close();
        tokenizer.close();
        session.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private boolean awaitCalls() {
    try {
      return use.writeLock().tryLock(closeLimit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
