package io.millrace.inference.remote;

import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModelProvider;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ProviderSettings;
import okhttp3.HttpUrl;

/** Zero-shot classification by a model of inference in Text Embeddings Inference. */
public final class TeiClassificationProvider implements ClassificationModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TeiClassificationProvider() {}

  @Override
  public String name() {
    return "tei";
  }

  @Override
  public boolean supports(String modelName) {
    return true;
  }

  @Override
  public ModelDescription describe(String modelName, ProviderSettings settings) {
    try (ClassificationModel model = open(modelName, settings)) {
      return model.description();
    }
  }

  @Override
  public ClassificationModel open(String modelName, ProviderSettings settings) {
    Opening opening = new Opening(name(), "millrace.classification", modelName, settings, null);
    HttpUrl url = EmbeddingProtocol.under(opening.settings().url(), "predict");
    ServerFacts facts = QuestionOpening.info(opening);
    return new TeiClassificationModel(
        QuestionOpening.open(
            opening, facts, Integer.MAX_VALUE, new TeiPairs(url), TeiClassificationModel.probe()),
        url);
  }
}
