package io.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.WorkStatus;
import org.junit.jupiter.api.Test;

class OpenWorkTest {
  private final OpenWork work = new OpenWork();

  @Test
  void shouldTellTheOldestChangeThatWaits_whateverCameAfterIt_invariant8() {
    work.put("young", "rows", 7, 9_000, false);
    work.put("old", "rows", 3, 5_000, true);
    work.put("younger", "rows", 8, 9_500, false);

    WorkStatus status = status();

    assertThat(status.getOldestCausedAt()).isEqualTo(5_000);
    assertThat(status.getInputs().get(0).getOffset()).isEqualTo(3);
    assertThat(status.getOpen()).isEqualTo(3);
    assertThat(status.getRetrying()).isEqualTo(1);
  }

  @Test
  void shouldTellTheNextOldest_whenTheOldestIsAnswered_invariant8() {
    work.put("young", "rows", 7, 9_000, false);
    work.put("old", "rows", 3, 5_000, true);

    work.remove("old");

    assertThat(status().getOldestCausedAt()).isEqualTo(9_000);
    assertThat(status().getRetrying()).isZero();
  }

  @Test
  void shouldTellNothing_whenNothingWaits_invariant8() {
    work.put("old", "rows", 3, 5_000, false);

    work.remove("old");

    assertThat(status().getOldestCausedAt()).isNull();
    assertThat(status().getOpen()).isZero();
    assertThat(status().getInputs()).isEmpty();
  }

  private WorkStatus status() {
    return work.status("work", "profiles", 0);
  }
}
