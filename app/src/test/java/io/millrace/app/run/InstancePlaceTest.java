package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.topology.runtime.MillraceConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstancePlaceTest {
  @TempDir private Path folder;

  @Test
  void shouldGiveEachInstanceAFolderOfItsOwn() {
    try (InstancePlace one = InstancePlace.claim(settings("auto"));
        InstancePlace two = InstancePlace.claim(settings("auto"))) {
      assertThat(one.settings())
          .containsEntry(MillraceConfig.INSTANCE, "1")
          .containsEntry(MillraceConfig.STATE_DIRECTORY, folder.resolve("instance-1").toString());
      assertThat(two.settings()).containsEntry(MillraceConfig.INSTANCE, "2");
    }
  }

  @Test
  void shouldGiveThePlaceOfAnInstanceThatEndedToTheNextOne() {
    InstancePlace ended = InstancePlace.claim(settings("auto"));
    try (InstancePlace other = InstancePlace.claim(settings("auto"))) {
      ended.close();

      try (InstancePlace next = InstancePlace.claim(settings("auto"))) {
        assertThat(next.settings()).containsEntry(MillraceConfig.INSTANCE, "1");
        assertThat(other.settings()).containsEntry(MillraceConfig.INSTANCE, "2");
      }
    }
  }

  @Test
  void shouldLeaveAnInstanceAloneThatHasAName() {
    try (InstancePlace place = InstancePlace.claim(settings("pod-0"))) {
      assertThat(place.settings()).isEqualTo(settings("pod-0"));
    }
  }

  private Map<String, String> settings(String instance) {
    return Map.of(
        MillraceConfig.INSTANCE, instance, MillraceConfig.STATE_DIRECTORY, folder.toString());
  }
}
