package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeColumnTest {
  @Test
  void shouldTakeTheSchemaOfTheMatchesWhereNoneIsNamed() {
    assertThat(OutcomeColumn.parse("Signals.outcome", "host", "match_id"))
        .isEqualTo(new OutcomeColumn("host", "Signals", "outcome", "match_id"));
    assertThat(OutcomeColumn.parse("crm.signals.outcome", "host", "match"))
        .isEqualTo(new OutcomeColumn("crm", "signals", "outcome", "match"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outcome",
        "a.b.c.d",
        "signals.",
        ".x",
        "signals.out come",
        "s.x;drop table t",
        "s.\"x\""
      })
  void shouldRefuseWhatIsNoName(String name) {
    assertThatThrownBy(() -> OutcomeColumn.parse(name, "public", "match_id"))
        .isInstanceOf(UserException.class)
        .matches(failure -> ((UserException) failure).isUsage());
  }
}
