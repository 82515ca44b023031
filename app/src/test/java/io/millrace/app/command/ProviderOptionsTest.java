package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProviderOptionsTest {
  private static ProviderOptions options(String... arguments) {
    return CommandLine.populateCommand(new ProviderOptions(), arguments);
  }

  @Test
  void shouldTakeEverySettingAndItsWholeValue() {
    ProviderOptions options =
        options(
            "--provider=openai",
            "--provider-url=https://models.example/v1?deployment=a",
            "--provider-token-variable=MODELS_KEY",
            "--provider-setting=model=name=with=signs",
            "--provider-setting",
            "dimensions=512");

    assertThat(options.provider().orElseThrow().settings())
        .isEqualTo(
            Map.of(
                "millrace.embedding.provider", "openai",
                "millrace.embedding.url", "https://models.example/v1?deployment=a",
                "millrace.embedding.token", "${env:MODELS_KEY}",
                "millrace.embedding.model", "name=with=signs",
                "millrace.embedding.dimensions", "512"));
  }

  @Test
  void shouldNameNobodyUnlessTold() {
    assertThat(options().provider()).isEmpty();
  }
}
