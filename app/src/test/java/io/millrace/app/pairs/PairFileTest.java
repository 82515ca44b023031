package io.millrace.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import io.millrace.app.pairs.LabelledPair.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairFileTest {
  private static final String GOOD = "{\"a\":\"dog owners\",\"b\":\"cats \",\"related\":false}\n";

  @TempDir private Path folder;

  @Test
  void shouldReadPairsAndTakeThemForAudiencesWhereNoKindIsNamed() throws IOException {
    Path file =
        write(
            GOOD
                + "\n{\"kind\":\"seeking_offering\",\"a\":\"x\",\"b\":\"y\",\"related\":true,\"id\":1}");

    assertThat(PairFile.read(file))
        .containsExactly(
            new LabelledPair(Kind.AUDIENCE, "dog owners", "cats", false),
            new LabelledPair(Kind.SEEKING_OFFERING, "x", "y", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret words",
        "{\"a\":\"secret\",\"b\":\"words\"}",
        "{\"a\":\"secret\",\"b\":\"words\",\"related\":1}",
        "{\"a\":\"secret\",\"b\":\" \",\"related\":true}",
        "{\"a\":\"secret\",\"b\":7,\"related\":true}",
        "{\"kind\":\"words\",\"a\":\"secret\",\"b\":\"x\",\"related\":true}"
      })
  void shouldNameTheLineAndNotItsText(String line) throws IOException {
    Path file = write(GOOD + line);

    assertThatThrownBy(() -> PairFile.read(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line 2")
        .message()
        .doesNotContain("secret", "words");
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    assertThatThrownBy(() -> PairFile.read(folder.resolve("none")))
        .isInstanceOf(UserException.class);
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("pairs.jsonl"), content);
  }
}
