package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotSignalsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void shouldAskForRowsOfOneTable() throws JsonProcessingException {
    JsonNode signal =
        JSON.readTree(SnapshotSignals.read("crm", "Contacts", "Id", List.of("7", "8"), List.of()));

    assertThat(signal.path("id").asText()).hasSizeLessThanOrEqualTo(36);
    assertThat(signal.path("type").asText()).isEqualTo("execute-snapshot");
    JsonNode data = signal.path("data");
    assertThat(data.path("type").asText()).isEqualTo("incremental");
    assertThat(data.path("data-collections")).hasSize(1);
    assertThat("crm.Contacts").matches(data.path("data-collections").get(0).asText());
    JsonNode condition = data.path("additional-conditions").get(0);
    assertThat("crm.Contacts").matches(condition.path("data-collection").asText());
    assertThat(condition.path("filter").asText()).isEqualTo("(\"Id\" in ('7', '8'))");
  }

  @Test
  void shouldCompareKeysThatNobodyKnowsAsText() {
    assertThat(SnapshotSignals.condition("id", List.of("7"), List.of("not a number")))
        .isEqualTo("(\"id\" in ('7') or \"id\"::text in ('not a number'))");
    assertThat(SnapshotSignals.condition("id", List.of(), List.of("x")))
        .isEqualTo("(\"id\"::text in ('x'))");
  }

  @Test
  void shouldQuoteKeysThatHoldQuotesAndBackslashes() {
    assertThat(SnapshotSignals.condition("id", List.of("o'clock", "a\\'b"), List.of()))
        .isEqualTo("(\"id\" in ('o''clock', E'a\\\\''b'))");
  }
}
