package io.millrace.inference.remote;

import io.millrace.inference.Classification;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.LabelChoice;
import io.millrace.inference.ModelOutcome;
import java.util.List;
import java.util.concurrent.CompletionStage;
import okhttp3.HttpUrl;

/** Zero-shot classification by Hugging Face's router. */
final class HuggingFaceClassificationModel extends RemoteModel implements ClassificationModel {
  private final HttpUrl url;

  HuggingFaceClassificationModel(Remote remote, HttpUrl url) {
    super(remote);
    this.url = url;
  }

  @Override
  public CompletionStage<List<ModelOutcome<Classification>>> classify(
      List<String> texts, LabelChoice labels) {
    return run(
        new HuggingFaceZeroShot(url, labels),
        texts.stream().map(text -> cut(text, "")).toList(),
        Canary.input());
  }
}
