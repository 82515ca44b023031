package io.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
  @Test
  void shouldKeepWhatABrowserWouldShow() {
    assertThat(
            HtmlText.strip(
                "<p>Corn &amp; flour<br>for <b>bakers</b><script>alert(1)</script><p>since 1900"))
        .isEqualTo("Corn & flour for bakers since 1900");
  }

  @Test
  void shouldLeavePlainTextAndNullAlone() {
    assertThat(HtmlText.strip("5 < 7, and a mill")).isEqualTo("5 < 7, and a mill");
    assertThat(HtmlText.strip(null)).isNull();
  }
}
