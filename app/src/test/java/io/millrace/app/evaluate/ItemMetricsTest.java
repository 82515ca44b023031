package io.millrace.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemMetricsTest {
  @Test
  void shouldCountItemsByKindAndPassOverOtherKeys() throws JsonProcessingException {
    ItemMetrics metrics = new ItemMetrics(List.of("books", "awards"));
    metrics.add(
        "1",
        json("{'books':[{'title':'The Mill'},{'title':'Été'}],'awards':['Inc 5000 2019']}"),
        json(
            "{'books':[{'title':'Mill: a history','year':2020},{'title':'Sea'}],"
                + "'awards':['Inc. 5000'],'evidence':['x'],'credibility_score':0.4}"));

    JsonNode document = metrics.document();

    assertThat(document.path("item_f1").asDouble()).isEqualTo(0.6667); // 2 right, 1 wrong, 1 missed
    assertThat(document.path("kinds").path("awards").path("f1").asDouble()).isEqualTo(1);
    assertThat(document.path("kinds").path("books").path("recall").asDouble()).isEqualTo(0.5);
    assertThat(document.path("kinds").has("evidence")).isFalse();
    assertThat(document.path("worst").toString()).contains("books").doesNotContain("Sea");
  }

  @Test
  void shouldUseEveryExpectedItemOnce() throws JsonProcessingException {
    ItemMetrics metrics = new ItemMetrics(List.of("books"));
    metrics.add("1", json("{'books':['Mill']}"), json("{'books':['Mill','The Mill']}"));
    metrics.add("2", json("{}"), json("{}"));

    JsonNode books = metrics.document().path("kinds").path("books");

    assertThat(books.path("right").asInt()).isEqualTo(1);
    assertThat(books.path("wrong").asInt()).isEqualTo(1);
    assertThat(books.path("missed").asInt()).isZero();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
