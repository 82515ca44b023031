package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.app.Json;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagReportTest {
  @Test
  void shouldListStagesInTheOrderInWhichAChangePassesThem() {
    LagReport report =
        LagReport.of(
            List.of(
                new StageLag("sink", 1, 2, State.OK),
                new StageLag("slot", 0, 0, State.OK),
                new StageLag("model", 3.5, 7, State.OK)));

    assertThat(report.stages())
        .extracting(StageLag::stage)
        .containsExactly("slot", "model", "sink");
    assertThat(report.behindSeconds()).isEqualTo(3.5);
  }

  @Test
  void shouldHaveTheShapeOfTheContract() throws IOException {
    LagReport report = LagReport.of(List.of(new StageLag("rows", 0.25, 3, State.STOPPED)));

    JsonNode document = Json.MAPPER.readTree(Json.write(report.document()));

    assertThat(document.path("behind_seconds").asDouble()).isEqualTo(0.25);
    JsonNode stage = document.path("stages").path(0);
    assertThat(stage.path("stage").asText()).isEqualTo("rows");
    assertThat(stage.path("seconds").asDouble()).isEqualTo(0.25);
    assertThat(stage.path("records").asLong()).isEqualTo(3);
    assertThat(stage.path("state").asText()).isEqualTo("stopped");
  }

  @Test
  void shouldBeZeroWhenNothingWaits_invariant8() {
    assertThat(LagReport.of(List.of(new StageLag("rows", 0, 0, State.OK))).behindSeconds())
        .isZero();
  }
}
