package io.millrace.app.local;

import io.millrace.app.UserException;
import io.millrace.inference.EmbeddingModelProvider;
import io.millrace.inference.EmbeddingModels;
import io.millrace.inference.ProviderSettings;
import io.millrace.topology.runtime.EmbeddingSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who embeds for one generation, where that is not whom the installation's settings name. It stands
 * for all of their {@code millrace.embedding.} keys, so that nothing meant for one provider, a
 * token least of all, reaches another.
 *
 * @param settings what a generation keeps of it: full keys; variables in place of secrets
 */
public record GenerationProvider(Map<String, String> settings) {
  private static final String URL = EmbeddingSettings.PREFIX + "url";
  private static final String TOKEN = EmbeddingSettings.PREFIX + "token";

  /** What is said of a model rather than of who runs it. */
  private static final Set<String> OF_ONE_MODEL =
      Set.of("model", "fallback.model", "revision", "dimensions", "maximum.tokens");

  /** Copies the settings. */
  public GenerationProvider {
    settings = Map.copyOf(settings);
  }

  /**
   * Checks the form of what a user said; whether the provider answers is found out later.
   *
   * @param name of the provider
   * @param tokenVariable the variable that holds its token
   * @param others by keys without their prefix
   * @throws UserException with every problem at once
   */
  public static GenerationProvider of(
      String name,
      Optional<String> url,
      Optional<String> tokenVariable,
      Map<String, String> others) {
    Map<String, String> settings = new TreeMap<>();
    others.forEach((key, value) -> settings.put(EmbeddingSettings.PREFIX + key, value.strip()));
    settings.put(EmbeddingModels.PROVIDER, name);
    url.ifPresent(text -> settings.put(URL, text));
    tokenVariable.ifPresent(variable -> settings.put(TOKEN, EmbeddingSettings.reference(variable)));
    List<String> problems = EmbeddingSettings.problems(settings);
    if (!problems.isEmpty()) {
      throw UserException.usage(String.join("\n", problems));
    }
    return new GenerationProvider(settings);
  }

  /** The same one for another model, without what was said of the model. */
  public GenerationProvider forAnotherModel() {
    Map<String, String> kept = new HashMap<>(settings);
    OF_ONE_MODEL.forEach(key -> kept.remove(EmbeddingSettings.PREFIX + key));
    return new GenerationProvider(kept);
  }

  /** Its name and address, for a sentence. */
  public String title() {
    return title(ProviderSettings.of(settings));
  }

  /** Name and address of whoever embeds by these settings. */
  public static String title(ProviderSettings settings) {
    String name = settings.text(EmbeddingModels.PROVIDER).orElse(EmbeddingModelProvider.IN_PROCESS);
    return settings.text(URL).map(url -> name + " (" + url + ")").orElse(name);
  }

  /**
   * Settings of all providers, with this one in place of who embeds.
   *
   * @param secrets what a variable holds; empty: nothing
   * @throws UserException if a variable of a secret is not there
   */
  ProviderSettings over(ProviderSettings installation, Function<String, Optional<String>> secrets) {
    Map<String, String> values = new HashMap<>(installation.values());
    values.keySet().removeIf(EmbeddingSettings::includes);
    settings.forEach((key, value) -> values.put(key, revealed(value, secrets)));
    return ProviderSettings.of(values);
  }

  private String revealed(String value, Function<String, Optional<String>> secrets) {
    Optional<String> variable = EmbeddingSettings.variable(value);
    return variable.isEmpty()
        ? value
        : secrets
            .apply(variable.get())
            .orElseThrow(
                () ->
                    UserException.failure(
                        "A secret of the provider %s is to be in the variable %s, or in a file that %s_FILE names; neither is set."
                            .formatted(title(), variable.get(), variable.get())));
  }

  /** The keys of the installation's settings that this one stands for. */
  static List<String> passedOver(ProviderSettings installation) {
    return installation.values().keySet().stream()
        .filter(EmbeddingSettings::includes)
        .sorted()
        .toList();
  }
}
