package io.millrace.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
  @Test
  void shouldDescribeEachKeyInOrderOfImportance() {
    ConfigDef definition =
        new ConfigDef()
            .define("b", ConfigDef.Type.INT, 5, Range.between(1, 9), Importance.LOW, "Some.")
            .define("c", ConfigDef.Type.LONG, 0L, Range.atLeast(0), Importance.LOW, "One | other.")
            .define("a", ConfigDef.Type.STRING, Importance.HIGH, "Where.");

    String page = ConfigurationReference.page("# Settings\n", definition);

    assertThat(page)
        .isEqualTo(
            """
            # Settings

            | key | type | default | range | importance | meaning |
            | --- | --- | --- | --- | --- | --- |
            | `a` | string | required | any | high | Where. |
            | `b` | int | `5` | 1 to 9 | low | Some. |
            | `c` | long | `0` | 0 or more | low | One \\| other. |
            """);
  }

  @Test
  void shouldShowNeitherInternalKeysNorPasswords() {
    ConfigDef definition =
        new ConfigDef()
            .define("password", ConfigDef.Type.PASSWORD, "open sesame", Importance.HIGH, "Who.")
            .define("none", ConfigDef.Type.PASSWORD, "", Importance.HIGH, "Who else.")
            .defineInternal("task", ConfigDef.Type.INT, 0, Importance.LOW);

    String page = ConfigurationReference.page("# Settings", definition);

    assertThat(page)
        .contains("| `password` | password | hidden |")
        .contains("| `none` | password | empty |")
        .doesNotContain("sesame")
        .doesNotContain("task");
  }
}
