package io.millrace.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgBarsTest {
  @Test
  void shouldDrawBarsAndRangesAndEscapeNames() throws Exception {
    SvgBars bars = new SvgBars();
    bars.title("a < b");
    bars.bar("half & more", 0.5, 0.25, 0.75, "5.00");
    bars.bar("nothing", Double.NaN, Double.NaN, Double.NaN, "");

    Document svg =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(bars.svg())));

    assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("a < b");
    // Ground, then for a bar its track, itself and its range; without a figure no range.
    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 3 + 2);
    assertThat(bars.svg()).contains("width=\"200\"").doesNotContain("NaN");
  }

  @Test
  void shouldDrawBarsOfATerminalInEighths() {
    assertThat(Bars.of(0.5)).startsWith("█".repeat(12)).hasSize(24).doesNotContain("▌");
    assertThat(Bars.of(Double.NaN)).isBlank().hasSize(24);
    assertThat(Bars.of(2)).isEqualTo("█".repeat(24));
  }
}
