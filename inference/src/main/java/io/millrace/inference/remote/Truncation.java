package io.millrace.inference.remote;

import io.millrace.inference.ProviderSettings;
import io.millrace.inference.ReadText;
import io.millrace.inference.TextTruncator;
import io.millrace.inference.TextTruncatorProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Cuts texts before they leave. Where the model's tokenizer is at hand the cut is exact; elsewhere
 * only what no model of that limit reads is cut off, the provider is told to truncate, and a text
 * that may have been truncated there is marked. Threadsafe.
 */
final class Truncation implements AutoCloseable {
  /** No language needs more characters for a token on average. */
  private static final int MOST_CHARACTERS_PER_TOKEN = 8;

  private static final int SPECIAL_TOKENS = 2;

  private final Optional<TextTruncator> tokenizer;
  private final int maximumTokens;

  private Truncation(Optional<TextTruncator> tokenizer, int maximumTokens) {
    this.tokenizer = tokenizer;
    this.maximumTokens = maximumTokens;
  }

  /**
   * The cut for a model.
   *
   * @param otherwise tokens that it reads if its tokenizer is not at hand
   */
  static Truncation of(String model, ProviderSettings settings, int otherwise) {
    for (TextTruncatorProvider provider : ServiceLoader.load(TextTruncatorProvider.class)) {
      Optional<TextTruncator> truncator = provider.truncatorOf(model, settings);
      if (truncator.isPresent()) {
        return new Truncation(truncator, truncator.get().maximumTokens());
      }
    }
    return new Truncation(Optional.empty(), otherwise);
  }

  int maximumTokens() {
    return maximumTokens;
  }

  /** Short name of the rule, for the model's preprocessing. */
  String rule() {
    return (tokenizer.isPresent() ? "truncate-" : "server-truncate-") + maximumTokens;
  }

  RemoteInput cut(String text, String hypothesis) {
    return tokenizer
        .map(known -> new RemoteInput(known.truncate(text), hypothesis, true))
        .orElseGet(() -> byLength(text, hypothesis));
  }

  private RemoteInput byLength(String text, String hypothesis) {
    String beginning = WordEnd.cut(text, maximumTokens * MOST_CHARACTERS_PER_TOKEN);
    boolean isCut = beginning.length() < text.length();
    // A token has at least one byte, so a text of so few bytes is read whole for certain.
    int bytes = (beginning + hypothesis).getBytes(StandardCharsets.UTF_8).length;
    boolean isCertain = isCut || bytes + SPECIAL_TOKENS <= maximumTokens;
    return new RemoteInput(new ReadText(beginning, 0, isCut), hypothesis, isCertain);
  }

  @Override
  public void close() {
    tokenizer.ifPresent(TextTruncator::close);
  }
}
