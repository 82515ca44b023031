package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.GenerationProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say who embeds for a generation. */
final class ProviderOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = {
        "Who embeds for this generation: onnx (in this process), hugging-face, tei or openai. No",
        "setting of another provider counts then; docs/providers.md explains them."
      })
  private @Nullable String name;

  @Option(names = "--provider-url", paramLabel = "URL", description = "Its root.")
  private @Nullable String url;

  @Option(
      names = "--provider-token-variable",
      paramLabel = "VARIABLE",
      description = {
        "The environment variable that holds its token, now and whenever 'up' is run; or the one",
        "with _FILE at its end, that names a file. The token itself is not kept."
      })
  private @Nullable String tokenVariable;

  @Option(
      names = "--provider-setting",
      paramLabel = "KEY=VALUE",
      description = {
        "Another setting of it, as docs/configuration.md has them behind millrace.embedding., such",
        "as model=NAME, dimensions=1024, price.per.million.tokens=0.02. May be repeated."
      })
  private Map<String, String> settings = new LinkedHashMap<>();

  /**
   * Whom they name; empty: nobody.
   *
   * @throws UserException if they contradict each other, or a value is bad
   */
  Optional<GenerationProvider> provider() {
    if (name != null) {
      return Optional.of(
          GenerationProvider.of(
              name, Optional.ofNullable(url), Optional.ofNullable(tokenVariable), settings));
    }
    if (url != null || tokenVariable != null || !settings.isEmpty()) {
      throw UserException.usage(
          "--provider-url, --provider-token-variable and --provider-setting belong to --provider;"
              + " name it too.");
    }
    return Optional.empty();
  }
}
