package io.millrace.benchmark;

import ai.onnxruntime.OrtException;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import io.millrace.benchmark.Contest.Figures;
import io.millrace.benchmark.Contest.Way;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints texts per second of Millrace's model in this process beside langchain4j's {@code embedAll}
 * and the best of many bare loops over ONNX Runtime, all with the same weights and texts.
 * Tokenizing is a part of every figure.
 */
public final class InferenceBenchmark {
  private static final String MODEL = "sentence-transformers/all-MiniLM-L6-v2";
  private static final String OURS = "Millrace, all texts at once";
  private static final String OURS_IN_BATCHES = "Millrace, 32 texts at a time";
  private static final String PEER = "langchain4j embedAll";
  private static final List<Integer> BATCHES = List.of(1, 8, 16, 32, 64);
  private static final int FINALISTS = 3;
  private static final int PRELIMINARY_TEXTS = 100;
  private static final int PRELIMINARY_ROUNDS = 2;

  private final List<String> texts;
  private final int rounds;

  private InferenceBenchmark(List<String> texts, int rounds) {
    this.texts = texts;
    this.rounds = rounds;
  }

  /** Arguments, both optional: number of texts (1,000) and of rounds (7). */
  public static void main(String[] arguments) throws Exception {
    int texts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    System.out.println(Target.machine());
    new InferenceBenchmark(GeneratedTexts.of(texts), rounds).run();
  }

  private void run() throws IOException, OrtException, InterruptedException {
    printMemory("resident before a model is loaded");
    try (io.millrace.inference.EmbeddingModel ours =
        EmbeddingModels.open(MODEL, ProviderSettings.defaults())) {
      printMemory("resident with Millrace's model");
      embed(ours, texts);
      embedInBatches(ours, texts);
      printMemory("resident after " + 2 * texts.size() + " texts through it");
      // After ours, which keeps the native libraries off the network.
      EmbeddingModel peer = new AllMiniLmL6V2EmbeddingModel();
      try (BareModel oneThread = new BareModel(1);
          BareModel allThreads = new BareModel(BareLoop.processors())) {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(OURS, all -> embed(ours, all));
        ways.put(OURS_IN_BATCHES, all -> embedInBatches(ours, all));
        ways.put(PEER, all -> peer.embedAll(all.stream().map(TextSegment::from).toList()));
        finalists(oneThread, allThreads).forEach(loop -> ways.put(loop.label(), loop::run));
        report(new Contest(texts, rounds).run(ways));
      }
    }
  }

  private List<BareLoop> finalists(BareModel oneThread, BareModel allThreads)
      throws InterruptedException {
    List<BareLoop> loops = loops(oneThread, allThreads);
    Map<String, Way> ways = new LinkedHashMap<>();
    loops.forEach(loop -> ways.put(loop.label(), loop::run));
    List<String> some = texts.subList(0, Math.min(PRELIMINARY_TEXTS, texts.size()));
    List<Figures> figures = new Contest(some, PRELIMINARY_ROUNDS).run(ways);
    System.out.printf("%nBare loops, %d texts, %d rounds:%n", some.size(), PRELIMINARY_ROUNDS);
    print(figures);
    Comparator<BareLoop> speed =
        Comparator.comparingDouble(
            loop -> Contest.named(loop.label(), figures).textsPerSecond().median());
    return loops.stream().sorted(speed.reversed()).limit(FINALISTS).toList();
  }

  private static List<BareLoop> loops(BareModel oneThread, BareModel allThreads) {
    int processors = BareLoop.processors();
    List<BareLoop> loops = new ArrayList<>();
    for (int batch : BATCHES) {
      for (boolean sorted : List.of(false, true)) {
        loops.add(new BareLoop(allThreads, processors, 1, batch, sorted));
        loops.add(new BareLoop(oneThread, 1, processors, batch, sorted));
      }
    }
    return loops;
  }

  private void report(List<Figures> figures) throws IOException {
    System.out.printf("%n%d texts, %d rounds:%n", texts.size(), rounds);
    print(figures);
    Figures bare = Contest.fastest("bare", figures);
    System.out.printf("%nRatios, round by round:%n");
    for (String ours : List.of(OURS, OURS_IN_BATCHES)) {
      printRatio(Contest.named(ours, figures), Contest.named(PEER, figures));
      printRatio(Contest.named(ours, figures), bare);
    }
    printMemory("resident at the end, with four copies of the model");
  }

  private static void printRatio(Figures ours, Figures other) {
    System.out.printf(
        "  %-30s / %-44s %s%n",
        ours.name(), other.name(), ours.textsPerSecond().over(other.textsPerSecond()).line("%.2f"));
  }

  private static void print(List<Figures> figures) {
    for (Figures each : figures) {
      System.out.printf(
          Locale.ROOT,
          "  %-44s %s texts/s, %.2f ms of processor a text%n",
          each.name(),
          each.textsPerSecond().line("%4.0f"),
          each.processorMillis().median());
    }
  }

  private static void embed(io.millrace.inference.EmbeddingModel model, List<String> texts) {
    long answers =
        model.embed(texts).toCompletableFuture().join().stream()
            .filter(outcome -> outcome.answer().isPresent())
            .count();
    if (answers != texts.size()) {
      throw new IllegalStateException("The model did not answer all texts.");
    }
  }

  private static void embedInBatches(
      io.millrace.inference.EmbeddingModel model, List<String> texts) {
    for (int start = 0; start < texts.size(); start += 32) {
      embed(model, texts.subList(start, Math.min(start + 32, texts.size())));
    }
  }

  /** As Linux counts it: the heap, the weights and ONNX Runtime's arenas. */
  private static void printMemory(String when) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .forEach(megabytes -> System.out.printf("%s: %d MiB%n", when, megabytes));
    }
  }
}
