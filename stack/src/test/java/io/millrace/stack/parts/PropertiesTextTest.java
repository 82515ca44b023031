package io.millrace.stack.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {

  @Test
  void shouldBeReadAsItWasWritten() throws IOException {
    Map<String, String> settings =
        Map.of("plugin.path", "/a b/c,/d", "path", "C:\\x", "lines", "1\n2", "leading", "  x");

    Properties read = new Properties();
    read.load(new StringReader(PropertiesText.of(settings)));

    assertThat(read).isEqualTo(settings);
  }

  @Test
  void shouldSortByKey() {
    assertThat(PropertiesText.of(Map.of("b", "2", "a", "1"))).isEqualTo("a=1\nb=2\n");
  }
}
