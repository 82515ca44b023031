package io.millrace.inference;

import java.util.Optional;

/**
 * Finds the provider of a model that finds entities.
 *
 * <p>Settings: {@value #PROVIDER} (default {@code rules}: no model, nothing leaves the machine),
 * {@value #MODEL}, and those of the providers.
 */
public final class EntityModels {
  /** Setting: the name of the provider, or {@value #RULES}. */
  public static final String PROVIDER = "millrace.extraction.provider";

  /** No model: rules and lexicons alone. */
  public static final String RULES = "rules";

  /** Setting: the model's published name. */
  public static final String MODEL = "millrace.extraction.model";

  /** The model unless settings name another. */
  public static final String STANDARD_MODEL = "dslim/bert-base-NER";

  private EntityModels() {}

  /**
   * Opens the model that settings name; empty if they name none.
   *
   * @throws InferenceException if it cannot be opened, with a sentence that says what to do
   */
  public static Optional<EntityModel> open(ProviderSettings settings) {
    String name = settings.text(PROVIDER).orElse(RULES);
    if (name.equals(RULES)) {
      return Optional.empty();
    }
    String model = settings.text(MODEL).orElse(STANDARD_MODEL);
    return Optional.of(
        Providers.choose(
                EntityModelProvider.class,
                MODEL + " or " + PROVIDER,
                name,
                model,
                provider -> provider.name().equals(name) && provider.supports(model))
            .open(model, settings));
  }
}
