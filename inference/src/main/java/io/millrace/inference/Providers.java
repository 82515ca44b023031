package io.millrace.inference;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Chooses among providers on the class path. */
final class Providers {
  private Providers() {}

  /**
   * The first provider that fits, in {@link ServiceLoader}'s order.
   *
   * @param key what to correct: where the names of model and provider come from
   * @param name as that setting gives it
   * @throws InferenceException if there is none
   */
  static <P> P choose(Class<P> kind, String key, String name, String modelName, Predicate<P> fits) {
    Optional<P> chosen =
        ServiceLoader.load(kind).stream().map(ServiceLoader.Provider::get).filter(fits).findFirst();
    return chosen.orElseThrow(
        () ->
            new InferenceException(
                ("No provider \"%s\" on the class path runs \"%s\"; correct %s,"
                        + " or add its provider.")
                    .formatted(name, modelName, key)));
  }

  /** Settings of a fallback, under the keys of the task itself, of which none is inherited. */
  static ProviderSettings fallback(ProviderSettings settings, String task) {
    String prefix = task + ".fallback.";
    return ProviderSettings.of(
        settings.keys().stream()
            .filter(key -> key.startsWith(prefix) || !key.startsWith(task + '.'))
            .filter(key -> settings.text(key).isPresent())
            .collect(
                Collectors.toMap(
                    key ->
                        key.startsWith(prefix) ? task + '.' + key.substring(prefix.length()) : key,
                    key -> settings.text(key).orElseThrow())));
  }

  /** The same exception, naming the keys that the user wrote. */
  static InferenceException ofFallback(InferenceException problem, String task) {
    String message = String.valueOf(problem.getMessage());
    return new InferenceException(message.replace(task + '.', task + ".fallback."), problem);
  }
}
