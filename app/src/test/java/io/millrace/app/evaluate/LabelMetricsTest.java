package io.millrace.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.UserException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMetricsTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-4);

  @Test
  void shouldCountRanksRatesAndConfusions() {
    LabelMetrics metrics = new LabelMetrics();
    metrics.add("1", json("['x','y']"), json("[{'category':'x','confidence':0.9}]"));
    metrics.add(
        "2",
        json("'y'"),
        json("[{'category':'z','confidence':0.8},{'category':'y','confidence':0.4}]"));
    metrics.add("3", json("[]"), json("[]"));
    metrics.add("4", json("[]"), json("['z']"));

    JsonNode document = metrics.document();

    assertThat(document.path("rows").asInt()).isEqualTo(4);
    assertThat(document.path("top_1").asDouble()).isEqualTo(0.5);
    assertThat(document.path("top_3").asDouble()).isEqualTo(1);
    assertThat(document.path("nothing_right").asDouble()).isEqualTo(0.5);
    // right: x, y; wrong: z, z; missed: y
    assertThat(document.path("micro_precision").asDouble()).isEqualTo(0.5);
    assertThat(document.path("micro_recall").asDouble()).isEqualTo(2 / 3.0, EXACT);
    assertThat(document.path("micro_f1").asDouble()).isEqualTo(4 / 7.0, EXACT);
    assertThat(document.path("labels").path("y").path("recall").asDouble()).isEqualTo(0.5);
    assertThat(document.path("confusion"))
        .containsExactly(json("{'expected':'y','given':'z','rows':1}"));
    assertThat(document.path("worst").findValuesAsText("id")).containsExactly("1", "4", "2");
  }

  @Test
  void shouldMeasureCalibrationInTenBins() {
    LabelMetrics metrics = new LabelMetrics();
    metrics.add("1", json("['x']"), json("[{'type':'x','confidence':0.75}]"));
    metrics.add("2", json("['x']"), json("[{'type':'y','confidence':0.75}]"));
    metrics.add("3", json("['x']"), json("[{'type':'x','confidence':1}]"));

    JsonNode document = metrics.document();

    assertThat(document.path("calibration_error").asDouble()).isEqualTo(0.5 / 3, EXACT);
    assertThat(document.path("calibration"))
        .containsExactly(
            json("{'from':0.7,'to':0.8,'answers':2,'confidence':0.75,'right':0.5}"),
            json("{'from':0.9,'to':1.0,'answers':1,'confidence':1.0,'right':1.0}"));
  }

  @Test
  void shouldTakePrimaryAndSecondaryAsFirstAndSecond() {
    LabelMetrics metrics = new LabelMetrics();
    metrics.add(
        "1", json("{'primary':'x'}"), json("{'primary':'y','secondary':'x','confidence':0.6}"));
    metrics.add("2", json("{}"), json("{}"));

    JsonNode document = metrics.document();

    assertThat(document.path("top_1").asDouble()).isZero();
    assertThat(document.path("top_3").asDouble()).isEqualTo(1);
    assertThat(document.path("nothing_right").asDouble()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[7]", "[{'confidence':1}]", "{'secondary':'x'}"})
  void shouldRefuseWhatHoldsNoLabels(String value) {
    assertThatThrownBy(() -> RankedLabels.of(json(value))).isInstanceOf(UserException.class);
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
