package io.millrace.inference.remote;

import io.millrace.inference.EntityModel;
import io.millrace.inference.EntityModelProvider;
import io.millrace.inference.ProviderSettings;
import okhttp3.HttpUrl;

/** Names found by Hugging Face's router. */
public final class HuggingFaceEntityProvider implements EntityModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public HuggingFaceEntityProvider() {}

  @Override
  public String name() {
    return "hugging-face";
  }

  @Override
  public boolean supports(String modelName) {
    return true;
  }

  @Override
  public EntityModel open(String modelName, ProviderSettings settings) {
    Opening opening =
        new Opening(name(), "millrace.extraction", modelName, settings, HuggingFaceUrls.ROUTER);
    HttpUrl url = HuggingFaceUrls.model(opening.settings().url(), opening.servedModel());
    return new HuggingFaceEntityModel(
        QuestionOpening.open(
            opening, ServerFacts.NONE, 1, new HuggingFaceEntities(url), Canary.input()),
        url);
  }
}
