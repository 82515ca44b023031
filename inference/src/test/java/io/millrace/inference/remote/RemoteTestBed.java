package io.millrace.inference.remote;

import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModels;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.ProviderSettings;
import io.millrace.modelserver.ModelServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A server, and models that ask it. */
final class RemoteTestBed implements AutoCloseable {
  static final List<String> PROVIDERS = List.of("hugging-face", "tei", "openai");

  final ModelServer server;
  private final Map<String, String> settings = new HashMap<>();

  RemoteTestBed() {
    this(ModelServer.Settings.defaults());
  }

  RemoteTestBed(ModelServer.Settings serverSettings) {
    server = ModelServer.start(serverSettings);
    for (String task : List.of("embedding", "classification", "extraction")) {
      with("millrace." + task + ".url", server.url());
      with("millrace." + task + ".timeout.ms", "5000");
    }
  }

  RemoteTestBed with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  ProviderSettings settings() {
    return ProviderSettings.of(settings);
  }

  EmbeddingModel embedding(String provider) {
    with(EmbeddingModels.PROVIDER, provider);
    return EmbeddingModels.open(ModelServer.MODEL, settings());
  }

  ClassificationModel classification(String provider) {
    with(ClassificationModels.PROVIDER, provider);
    return ClassificationModels.open(ModelServer.MODEL, settings());
  }

  static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(index -> "text number " + index).toList();
  }

  static List<ModelOutcome<Embedding>> embed(EmbeddingModel model, List<String> texts) {
    return model.embed(texts).toCompletableFuture().join();
  }

  static ModelOutcome<Embedding> embed(EmbeddingModel model, String text) {
    return embed(model, List.of(text)).get(0);
  }

  static float[] vector(ModelOutcome<Embedding> outcome) {
    return ((Answered<Embedding>) outcome).value().vector();
  }

  static RetryLater<?> later(ModelOutcome<?> outcome) {
    return (RetryLater<?>) outcome;
  }

  @Override
  public void close() {
    server.close();
  }
}
