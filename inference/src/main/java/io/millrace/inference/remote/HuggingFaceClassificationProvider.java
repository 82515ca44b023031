package io.millrace.inference.remote;

import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModelProvider;
import io.millrace.inference.ProviderSettings;
import okhttp3.HttpUrl;

/** Zero-shot classification by Hugging Face's router. */
public final class HuggingFaceClassificationProvider implements ClassificationModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HuggingFaceClassificationProvider() {}

  @Override
  public String name() {
    return "hugging-face";
  }

  @Override
  public boolean supports(String modelName) {
    return true;
  }

  @Override
  public ClassificationModel open(String modelName, ProviderSettings settings) {
    Opening opening =
        new Opening(name(), "millrace.classification", modelName, settings, HuggingFaceUrls.ROUTER);
    HttpUrl url = HuggingFaceUrls.model(opening.settings().url(), opening.servedModel());
    return new HuggingFaceClassificationModel(
        QuestionOpening.open(
            opening,
            ServerFacts.NONE,
            1,
            new HuggingFaceZeroShot(url, QuestionOpening.EASY_CHOICE),
            Canary.input()),
        url);
  }
}
