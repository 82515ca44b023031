package io.millrace.app.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledFileTest {
  @TempDir private Path folder;

  @Test
  void shouldReadRowsAsJsonLines() throws IOException {
    List<LabelledRow> rows =
        read(
            "rows.jsonl",
            """
            {"id":"a","table":"people","fields":{"bio":"miller","seeking":null},"expected":{"niche":["x"]}}

            {"fields":{},"expected":{"niche":[]}}
            """);

    assertThat(rows).extracting(LabelledRow::id).containsExactly("a", "line 3");
    assertThat(rows).extracting(LabelledRow::table).containsExactly("people", "profiles");
    assertThat(rows.get(0).fields()).containsOnlyKeys("bio");
    assertThat(rows.get(1).expected()).containsOnlyKeys("niche");
  }

  @Test
  void shouldReadRowsAsCommaSeparatedValues() throws IOException {
    List<LabelledRow> rows =
        read(
            "rows.csv",
            """
            id,bio,expected.niche,expected.offer
            a,"corn, flour",x; y,[]
            b,boats,,"[""z""]"
            """);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).fields()).containsEntry("bio", "corn, flour").hasSize(1);
    assertThat(RankedLabels.of(requireNonNull(rows.get(0).expected().get("niche"))).names())
        .containsExactly("x", "y");
    assertThat(rows.get(0).expected().get("offer")).isEmpty();
    assertThat(rows.get(1).expected()).containsOnlyKeys("offer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"fields\":{\"bio\":\"secret\"}                | bad.jsonl:2: the line is not valid JSON",
        "{\"fields\":{\"bio\":\"secret\"}}               | bad.jsonl:2: the line must be an object with",
        "{\"fields\":{\"bio\":[\"secret\"]},\"expected\":{}} | bad.jsonl:2: the line holds the field \"bio\", which is not text",
        "{\"id\":7,\"fields\":{},\"expected\":{}}        | bad.jsonl:2: the line holds a \"id\" that is not text",
        "{\"id\":\"a\",\"fields\":{},\"expected\":{}}    | The id 'a' occurs twice",
      })
  void shouldNameFileAndLineOfAFaultButNoText(String line, String message) {
    String good = "{\"id\":\"a\",\"fields\":{},\"expected\":{}}\n";

    assertThatThrownBy(() -> read("bad.jsonl", good + line + "\n"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void shouldRefuseFilesThatAreAbsentOrEmpty() {
    assertThatThrownBy(() -> LabelledFile.read(folder.resolve("absent.jsonl")))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> read("empty.jsonl", "\n")).hasMessageContaining("no labelled row");
  }

  private List<LabelledRow> read(String name, String content) throws IOException {
    return LabelledFile.read(Files.writeString(folder.resolve(name), content));
  }
}
