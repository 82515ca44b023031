package io.millrace.benchmark;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The model alone against ONNX Runtime, in the best of simple forms: texts sorted by length,
 * batches of 32, as many threads as processors. It tokenizes and runs the model; it pools nothing
 * and writes nothing.
 */
final class BareLoop implements AutoCloseable {
  private static final int BATCH = 32;
  private static final String MAXIMUM_TOKENS = "256";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final int lanes;

  private BareLoop(int threadsPerRun, int lanes) throws IOException, OrtException {
    this.lanes = lanes;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threadsPerRun);
      session =
          environment.createSession(resource("all-minilm-l6-v2.onnx").readAllBytes(), options);
    }
    tokenizer =
        HuggingFaceTokenizer.newInstance(
            resource("all-minilm-l6-v2-tokenizer.json"),
            Map.of(
                "padding", "false", "maxLength", MAXIMUM_TOKENS, "modelMaxLength", MAXIMUM_TOKENS));
  }

  /** One batch at a time, each on all processors: what the library does by itself. */
  static BareLoop plain() throws IOException, OrtException {
    return new BareLoop(Runtime.getRuntime().availableProcessors(), 1);
  }

  /** As many batches side by side as processors, each on one thread: a harder one to match. */
  static BareLoop sideBySide() throws IOException, OrtException {
    return new BareLoop(1, Runtime.getRuntime().availableProcessors());
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = BareLoop.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IOException(name + " is not on the class path");
    }
    return stream;
  }

  /** Runs all texts; returns texts per second. */
  double textsPerSecond(List<String> texts) throws InterruptedException {
    long started = System.nanoTime();
    List<Encoding> encodings =
        texts.stream()
            .map(text -> tokenizer.encode(text, true, false))
            .sorted(Comparator.comparingInt(encoding -> encoding.getIds().length))
            .toList();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger embedded = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, lanes)
            .mapToObj(lane -> new Thread(() -> drain(encodings, next, embedded), "bare-" + lane))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (embedded.get() != encodings.size()) {
      throw new IllegalStateException("The bare loop failed on some texts; see above.");
    }
    return texts.size() * 1e9 / (System.nanoTime() - started);
  }

  private void drain(List<Encoding> encodings, AtomicInteger next, AtomicInteger embedded) {
    try {
      for (int start = next.getAndAdd(BATCH);
          start < encodings.size();
          start = next.getAndAdd(BATCH)) {
        List<Encoding> batch = encodings.subList(start, Math.min(start + BATCH, encodings.size()));
        run(batch);
        embedded.addAndGet(batch.size());
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(List<Encoding> batch) throws OrtException {
    int width = batch.stream().mapToInt(encoding -> encoding.getIds().length).max().orElseThrow();
    long[] ids = new long[batch.size() * width];
    long[] mask = new long[ids.length];
    for (int row = 0; row < batch.size(); row++) {
      long[] own = batch.get(row).getIds();
      System.arraycopy(own, 0, ids, row * width, own.length);
      Arrays.fill(mask, row * width, row * width + own.length, 1);
    }
    long[] shape = {batch.size(), width};
    try (OnnxTensor idsTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typesTensor = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idsTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typesTensor))) {
      if (result.size() == 0) {
        throw new IllegalStateException("the model answered nothing");
      }
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  @Override
  public void close() throws OrtException {
    tokenizer.close();
    session.close();
  }
}
