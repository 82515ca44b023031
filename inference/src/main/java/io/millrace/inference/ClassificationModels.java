package io.millrace.inference;

import java.util.function.Supplier;

/**
 * Finds the provider of a classification model.
 *
 * <p>Settings: {@value #PROVIDER} (default {@code similarity}: nothing leaves the machine), {@value
 * #MODEL}, {@value #FALLBACK} (default: none), {@value #BELOW}, and those of the providers.
 */
public final class ClassificationModels {
  /** Setting: the name of the provider, or {@value #SIMILARITY}. */
  public static final String PROVIDER = "millrace.classification.provider";

  /** The provider that compares a text with labels by the embedding model; the caller has it. */
  public static final String SIMILARITY = "similarity";

  /** Setting: the model's published name. */
  public static final String MODEL = "millrace.classification.model";

  /** Setting: who classifies while the first provider is down, or is not sure. */
  public static final String FALLBACK = "millrace.classification.fallback.provider";

  /** Setting: the confidence of the first label below which the fallback is asked. */
  public static final String BELOW = "millrace.classification.fallback.below";

  /** The model unless settings name another. */
  public static final String STANDARD_MODEL = "MoritzLaurer/DeBERTa-v3-large-mnli-fever-anli";

  private static final String TASK = "millrace.classification";

  private ClassificationModels() {}

  /**
   * Opens the model that settings name.
   *
   * @param similarity makes the model of {@value #SIMILARITY}
   * @throws InferenceException if it cannot be opened, with a sentence that says what to do
   */
  public static ClassificationModel open(
      ProviderSettings settings, Supplier<ClassificationModel> similarity) {
    ClassificationModel primary = openOne(settings, similarity);
    if (settings.text(FALLBACK).isEmpty()) {
      return primary;
    }
    try {
      ClassificationModel second = openOne(Providers.fallback(settings, TASK), similarity);
      return new FallbackClassificationModel(primary, second, settings.number(BELOW, 0));
    } catch (InferenceException e) {
      primary.close();
      throw Providers.ofFallback(e, TASK);
    }
  }

  private static ClassificationModel openOne(
      ProviderSettings settings, Supplier<ClassificationModel> similarity) {
    String name = settings.text(PROVIDER).orElse(SIMILARITY);
    if (name.equals(SIMILARITY)) {
      return similarity.get();
    }
    String model = settings.text(MODEL).orElse(STANDARD_MODEL);
    return Providers.choose(
            ClassificationModelProvider.class,
            MODEL + " or " + PROVIDER,
            name,
            model,
            provider -> provider.name().equals(name) && provider.supports(model))
        .open(model, settings);
  }
}
