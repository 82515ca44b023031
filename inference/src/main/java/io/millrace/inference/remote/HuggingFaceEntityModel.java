package io.millrace.inference.remote;

import io.millrace.inference.Entities;
import io.millrace.inference.EntityModel;
import io.millrace.inference.ModelOutcome;
import java.util.List;
import java.util.concurrent.CompletionStage;
import okhttp3.HttpUrl;

/** Names found by Hugging Face's router. */
final class HuggingFaceEntityModel extends RemoteModel implements EntityModel {
  private final HuggingFaceEntities exchange;

  HuggingFaceEntityModel(Remote remote, HttpUrl url) {
    super(remote);
    this.exchange = new HuggingFaceEntities(url);
  }

  @Override
  public CompletionStage<List<ModelOutcome<Entities>>> extract(List<String> texts) {
    return run(exchange, texts.stream().map(text -> cut(text, "")).toList(), Canary.input());
  }
}
