package io.millrace.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.inference.Classification;
import io.millrace.inference.Classification.LabelScore;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceZeroShotTest {
  private final HuggingFaceZeroShot exchange =
      new HuggingFaceZeroShot(HttpUrl.get("http://localhost/"), QuestionOpening.EASY_CHOICE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'label':'This text is about a mill.','score':0.8},{'label':'This text is about the sea.','score':0.2}]",
        "[[{'label':'This text is about the sea.','score':0.2},{'label':'This text is about a mill.','score':0.8}]]",
        "{'sequence':'x','labels':['This text is about the sea.','This text is about a mill.'],'scores':[0.2,0.8]}",
        "[{'sequence':'x','labels':['This text is about the sea.','This text is about a mill.'],'scores':[0.2,0.8]}]"
      })
  void shouldReadTodaysFormAndTheOlderOne(String answer)
      throws MalformedAnswerException, JsonProcessingException {
    Classification classification =
        exchange
            .read(Json.MAPPER.readTree(answer.replace('\'', '"')), List.of(Canary.input()))
            .values()
            .get(0)
            .orElseThrow();

    assertThat(classification.scores())
        .containsExactly(new LabelScore("mill", 0.8), new LabelScore("sea", 0.2));
  }

  @Test
  void shouldDistrustAnAnswerWithoutOneOfTheLabels() {
    assertThatThrownBy(
            () ->
                exchange.read(
                    Json.MAPPER.readTree("[{\"label\":\"something else\",\"score\":1}]"),
                    List.of(Canary.input())))
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageNotContaining("something");
  }
}
