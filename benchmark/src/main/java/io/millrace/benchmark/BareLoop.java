package io.millrace.benchmark;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.onnxruntime.OrtException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One way to run a bare model over many texts.
 *
 * @param model whose runs use a number of threads each
 * @param threads of each run, for the label
 * @param lanes runs side by side
 * @param batch texts a run
 * @param sorted whether texts of like length run together
 */
record BareLoop(BareModel model, int threads, int lanes, int batch, boolean sorted) {
  /** One batch at a time, each on all processors: what the library does by itself. */
  static BareLoop plain(BareModel onAllProcessors) {
    return new BareLoop(onAllProcessors, processors(), 1, 32, true);
  }

  /** As many batches side by side as processors, each on one thread: a harder one to match. */
  static BareLoop sideBySide(BareModel onOneThread) {
    return new BareLoop(onOneThread, 1, processors(), 32, true);
  }

  static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  String label() {
    return "bare, %d x %d threads, batch %d, %s"
        .formatted(lanes, threads, batch, sorted ? "sorted" : "unsorted");
  }

  /** Runs all texts; returns texts per second. */
  double textsPerSecond(List<String> texts) throws InterruptedException {
    long started = System.nanoTime();
    run(texts);
    return texts.size() * 1e9 / (System.nanoTime() - started);
  }

  /** Runs all texts. */
  void run(List<String> texts) throws InterruptedException {
    List<Encoding> encodings = model.encode(texts);
    if (sorted) {
      encodings =
          encodings.stream()
              .sorted(Comparator.comparingInt(encoding -> -encoding.getIds().length))
              .toList();
    }
    List<Encoding> ordered = encodings;
    AtomicInteger next = new AtomicInteger();
    AtomicInteger embedded = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, lanes)
            .mapToObj(lane -> new Thread(() -> drain(ordered, next, embedded), "bare-" + lane))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (embedded.get() != texts.size()) {
      throw new IllegalStateException("The bare loop failed on some texts; see above.");
    }
  }

  private void drain(List<Encoding> encodings, AtomicInteger next, AtomicInteger embedded) {
    try {
      for (int start = next.getAndAdd(batch);
          start < encodings.size();
          start = next.getAndAdd(batch)) {
        List<Encoding> texts = encodings.subList(start, Math.min(start + batch, encodings.size()));
        model.run(texts);
        embedded.addAndGet(texts.size());
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
