package io.millrace.topology.runtime;

import io.millrace.inference.ProviderSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of providers: each key under its own name in capitals, and Hugging
 * Face's variables {@code HF_API_TOKEN}, {@code HF_EMBEDDING_MODEL} and {@code
 * HF_CLASSIFICATION_MODEL}.
 *
 * <p>Hugging Face's variables count only where the settings name {@code hugging-face} as provider:
 * a token that happens to be there sends no text anywhere.
 */
public final class ProviderEnvironment {
  private static final String HUGGING_FACE = "hugging-face";
  private static final String TOKEN = "HF_API_TOKEN";
  private static final String EMBEDDING_MODEL = "HF_EMBEDDING_MODEL";
  private static final String CLASSIFICATION_MODEL = "HF_CLASSIFICATION_MODEL";
  private static final Set<String> KEYS = ProviderKeys.addTo(new ConfigDef()).names();

  private ProviderEnvironment() {}

  /** Settings with what Hugging Face's variables add; what is set already stays. */
  public static Map<String, String> complete(
      Map<String, String> settings, Map<String, String> environment) {
    Map<String, String> complete = new HashMap<>(settings);
    for (String task : ProviderKeys.TASKS) {
      addToken(complete, task, environment);
    }
    addToken(complete, ProviderKeys.EMBEDDING + ".fallback", environment);
    addModel(complete, ProviderKeys.EMBEDDING, environment.get(EMBEDDING_MODEL));
    addModel(complete, ProviderKeys.CLASSIFICATION, environment.get(CLASSIFICATION_MODEL));
    return complete;
  }

  private static void addToken(
      Map<String, String> settings, String task, Map<String, String> environment) {
    if (HUGGING_FACE.equals(settings.get(task + ".provider"))) {
      add(settings, task + ".token", environment.get(TOKEN));
    }
  }

  private static void addModel(Map<String, String> settings, String task, @Nullable String model) {
    if (HUGGING_FACE.equals(settings.get(task + ".provider"))) {
      add(settings, task + ".model", model);
    }
  }

  private static void add(Map<String, String> settings, String key, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      settings.putIfAbsent(key, value);
    }
  }

  /** Settings of providers by the environment alone, for commands that read no settings file. */
  public static ProviderSettings read(Map<String, String> environment) {
    return ProviderSettings.of(settings(environment));
  }

  private static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>();
    for (String key : KEYS) {
      add(settings, key, environment.get(variable(key)));
    }
    return complete(settings, environment);
  }

  /** All variables that say anything of providers, those that name files of secrets included. */
  public static Set<String> variables() {
    return Stream.concat(
            KEYS.stream().map(ProviderEnvironment::variable),
            Stream.of(TOKEN, EMBEDDING_MODEL, CLASSIFICATION_MODEL))
        .flatMap(variable -> Stream.of(variable, variable + "_FILE"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
