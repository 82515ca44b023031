package io.millrace.inference.remote;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ProviderSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What settings say of one task's provider. Keys begin with the task, such as {@code
 * millrace.embedding}, and are explained in docs/configuration.md.
 *
 * @param url root of the provider
 * @param token secret, sent as a bearer token to that root only
 * @param servedModel the provider's name of the model, if it is another than the plan's
 * @param revision that the model has to have, or a name for it where the provider tells none
 * @param dimensions of the vectors; 0 for what the provider gives
 * @param maximumTokens that the model reads; 0 for the provider's or the known one
 * @param maximumBatch inputs in a request
 * @param requestsPerSecond of this instance; 0 for no limit
 * @param inputsPerSecond of this instance; 0 for no limit
 * @param budgetPerDay of this instance; 0 for no limit
 * @param downTime until a provider that is down is tried again
 * @param refusedTime until one that refuses is tried again
 * @param directory where what has to outlive the process is kept; empty for nowhere
 */
record RemoteSettings(
    HttpUrl url,
    Optional<String> token,
    Optional<String> servedModel,
    String revision,
    int dimensions,
    int maximumTokens,
    Duration timeout,
    int concurrentRequests,
    int maximumBatch,
    double requestsPerSecond,
    double inputsPerSecond,
    double budgetPerDay,
    double pricePerMillionTokens,
    double pricePerMillionInputs,
    Duration downTime,
    Duration refusedTime,
    Optional<Path> directory) {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int DOWN_MILLIS = 15_000;
  private static final int REFUSED_MILLIS = 60_000;
  private static final int CONCURRENT_REQUESTS = 4;
  private static final int MAXIMUM_BATCH = 32;

  /**
   * Reads the settings of a task.
   *
   * @param task beginning of its keys
   * @param standardUrl where the provider is unless settings say so; null if they must
   * @throws InferenceException with every problem at once, one a line
   */
  static RemoteSettings of(ProviderSettings settings, String task, @Nullable String standardUrl) {
    List<String> problems = new ArrayList<>();
    Optional<HttpUrl> url = url(settings, task, standardUrl, problems);
    Reader read = new Reader(settings, task, problems);
    double instances = Math.max(1, read.whole(settings, "millrace.provider.instances.count", 1));
    RemoteSettings remote =
        new RemoteSettings(
            url.orElse(HttpUrl.get("http://localhost/")),
            settings.text(task + ".token"),
            settings.text(task + ".model"),
            settings.text(task + ".revision").orElse(""),
            read.optional("dimensions"),
            read.optional("maximum.tokens"),
            read.millis(task + ".timeout.ms", TIMEOUT_MILLIS),
            read.whole("concurrent.requests.count", CONCURRENT_REQUESTS),
            read.whole("batch.size", MAXIMUM_BATCH),
            read.number("requests.per.second") / instances,
            read.number("inputs.per.second") / instances,
            read.number("budget.per.day") / instances,
            read.number("price.per.million.tokens"),
            read.number("price.per.million.inputs"),
            read.millis("millrace.provider.down.retry.ms", DOWN_MILLIS),
            read.millis("millrace.provider.refused.retry.ms", REFUSED_MILLIS),
            settings.text("millrace.inference.directory").map(Path::of));
    if (!problems.isEmpty()) {
      throw new InferenceException(String.join("\n", problems));
    }
    return remote;
  }

  private static Optional<HttpUrl> url(
      ProviderSettings settings, String task, @Nullable String standardUrl, List<String> problems) {
    String key = task + ".url";
    String text = settings.text(key).orElse(standardUrl == null ? "" : standardUrl);
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      problems.add("Set " + key + " to the provider's address, such as http://127.0.0.1:8080.");
    } else if (!url.username().isEmpty() || !url.password().isEmpty()) {
      problems.add(
          "Leave name and password out of " + key + "; a token belongs in " + task + ".token.");
    }
    return Optional.ofNullable(url);
  }

  /** Reads numbers and collects what is wrong with them. */
  private record Reader(ProviderSettings settings, String task, List<String> problems) {
    int whole(String key, int standard) {
      return whole(settings, task + '.' + key, standard);
    }

    int whole(ProviderSettings all, String key, int standard) {
      return collect(() -> all.positiveInteger(key, standard), standard);
    }

    Duration millis(String fullKey, int standard) {
      return Duration.ofMillis(whole(settings, fullKey, standard));
    }

    /** 0 if it is unset or 0. */
    int optional(String key) {
      String full = task + '.' + key;
      boolean isUnset = settings.text(full).filter(value -> !value.equals("0")).isEmpty();
      return isUnset ? 0 : whole(settings, full, 1);
    }

    double number(String key) {
      return collect(() -> settings.number(task + '.' + key, 0), 0.0);
    }

    private <V> V collect(Supplier<V> read, V standard) {
      try {
        return read.get();
      } catch (InferenceException e) {
        problems.add(e.getMessage());
        return standard;
      }
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "RemoteSettings[maximumBatch=%d]".formatted(maximumBatch);
  }
}
