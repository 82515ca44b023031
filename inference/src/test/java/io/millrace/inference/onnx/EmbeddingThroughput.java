package io.millrace.inference.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.Priority;
import io.millrace.inference.ProviderSettings;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Prints texts per second of the same texts through a bare ONNX Runtime loop, through this module
 * and through langchain4j. Run by hand; tokenizing is part of every figure.
 */
final class EmbeddingThroughput {
  private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final int BATCH = 32;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final String[] VOCABULARY =
      ("coach business growth leader women burnout executive program launch podcast audience health"
              + " partner summit workshop online membership speaker author retreat marketing email"
              + " list referral affiliate joint venture revenue strategy mindset transformation"
              + " corporate wellness nutrition finance real estate investor founder scaling team")
          .split(" ");

  private EmbeddingThroughput() {}

  /** One pass of all texts. */
  private interface Pass {
    void run(List<String> texts) throws Exception;
  }

  /** Arguments, both optional: number of texts (1,000), number of rounds (3). */
  public static void main(String[] arguments) throws Exception {
    List<String> texts = texts(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    ModelServiceSettings settings =
        new ModelServiceSettings(BATCH, 8_192, 1, 0, Duration.ZERO, Duration.ofSeconds(10));
    EmbeddingModel model = EmbeddingModels.open(MODEL, ProviderSettings.defaults());
    // After ours, which keeps the native libraries off the network.
    AllMiniLmL6V2EmbeddingModel peer = new AllMiniLmL6V2EmbeddingModel();
    try (BareLoop bare = new BareLoop();
        EmbeddingService service = new EmbeddingService(model, settings, ModelMetrics.NONE)) {
      Map<String, Pass> passes = new LinkedHashMap<>();
      passes.put("bare ONNX Runtime, batch 32, unsorted", bare::embed);
      passes.put("bare ONNX Runtime, batch 32, sorted by length", bare::embedSorted);
      passes.put("our model, all at once", all -> model.embed(all).toCompletableFuture().join());
      passes.put("our model, 32 at a time", all -> chunks(model, all));
      passes.put("our service, no cache", all -> serve(service, all));
      passes.put("langchain4j embedAll", all -> peer.embedAll(segments(all)));
      measure(passes, texts, rounds);
    }
  }

  /** Passes take turns, so that a machine that is busy with other work is unfair to none. */
  private static void measure(Map<String, Pass> passes, List<String> texts, int rounds)
      throws Exception {
    for (Pass pass : passes.values()) {
      pass.run(texts.subList(0, Math.min(100, texts.size())));
    }
    Map<String, long[]> nanos = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Pass> pass : passes.entrySet()) {
        long cpu = PROCESS.getProcessCpuTime();
        long started = System.nanoTime();
        pass.getValue().run(texts);
        long[] sums = nanos.computeIfAbsent(pass.getKey(), name -> new long[2]);
        sums[0] += System.nanoTime() - started;
        sums[1] += PROCESS.getProcessCpuTime() - cpu;
      }
    }
    double embedded = (double) texts.size() * rounds;
    nanos.forEach(
        (name, sums) ->
            System.out.printf(
                "%-46s %4.0f texts/s, %5.2f ms of CPU a text%n",
                name, embedded * 1e9 / sums[0], sums[1] / 1e6 / embedded));
  }

  /** 3 to 85 words each, 33 on average, most of them short. */
  private static List<String> texts(int count) {
    Random random = new Random(20_261_121);
    return IntStream.range(0, count)
        .mapToObj(index -> text(random, index, (int) (3 + 82 * Math.pow(random.nextDouble(), 1.7))))
        .toList();
  }

  private static String text(Random random, int index, int words) {
    List<String> chosen = new ArrayList<>(List.of("Profile", Integer.toString(index)));
    for (int word = 2; word < words; word++) {
      chosen.add(VOCABULARY[random.nextInt(VOCABULARY.length)]);
    }
    return String.join(" ", chosen);
  }

  private static void chunks(EmbeddingModel model, List<String> texts) {
    for (int start = 0; start < texts.size(); start += BATCH) {
      model
          .embed(texts.subList(start, Math.min(start + BATCH, texts.size())))
          .toCompletableFuture()
          .join();
    }
  }

  private static void serve(EmbeddingService service, List<String> texts) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    texts.forEach(text -> answers.add(service.embed(text, Priority.BACKLOG)));
    answers.forEach(CompletableFuture::join);
  }

  private static List<TextSegment> segments(List<String> texts) {
    return texts.stream().map(TextSegment::from).toList();
  }

  /** What anyone would write first: tokenize, pad to the longest, run, default session options. */
  private static final class BareLoop implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    BareLoop() throws Exception {
      NativeLibraries.prepare(ProviderSettings.defaults());
      SessionOptions options = new SessionOptions();
      options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
      session = environment.createSession(OnnxModelFiles.ALL_MINILM_L6_V2.weights(), options);
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(OnnxModelFiles.ALL_MINILM_L6_V2.tokenizer()),
              Map.of("padding", "false", "maxLength", "256", "modelMaxLength", "256"));
    }

    List<float[]> embed(List<String> texts) throws OrtException {
      return run(texts.stream().map(text -> tokenizer.encode(text, true, false)).toList());
    }

    List<float[]> embedSorted(List<String> texts) throws OrtException {
      return run(
          texts.stream()
              .map(text -> tokenizer.encode(text, true, false))
              .sorted(Comparator.comparingInt(encoding -> encoding.getIds().length))
              .toList());
    }

    private List<float[]> run(List<Encoding> encodings) throws OrtException {
      List<float[]> vectors = new ArrayList<>(encodings.size());
      for (int start = 0; start < encodings.size(); start += BATCH) {
        runBatch(encodings.subList(start, Math.min(start + BATCH, encodings.size())), vectors);
      }
      return vectors;
    }

    private void runBatch(List<Encoding> batch, List<float[]> vectors) throws OrtException {
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
        float[] states = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        for (int row = 0; row < batch.size(); row++) {
          int tokens = batch.get(row).getIds().length;
          vectors.add(
              UnitLength.of(Pooling.MEAN.pool(states, row * width * 384, tokens, 384))
                  .orElseThrow());
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
}
