package io.millrace.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformsTest {
  @Test
  void shouldReadNamesFromAnArray() {
    Set<String> platforms =
        Platforms.parse("[\" YouTube \", \"Podcast\", \"Clubhouse Room\", \"\"]");

    assertThat(platforms).containsExactly("clubhouse_room", "podcast", "youtube");
  }

  @Test
  void shouldReadNamesFromObjectsInAnArray() {
    Set<String> platforms =
        Platforms.parse(
            "[{\"platform\":\"YouTube\",\"followers\":3},{\"name\":\"TikTok\"},{\"x\":1},7,null]");

    assertThat(platforms).containsExactly("tiktok", "youtube");
  }

  @Test
  void shouldReadKeysThatHoldSomethingFromAnObject() {
    Set<String> platforms =
        Platforms.parse(
            """
            {"podcast_name":"Grow","youtube_channel":"@grow","instagram_handle":"","tiktok":null,
             "blog":false,"linkedin":true,"facebook":{"url":"x"},"twitter":[],"pinterest":0}
            """);

    assertThat(platforms).containsExactly("facebook", "linkedin", "podcast", "youtube");
  }

  @Test
  void shouldNameOnePlatformAlikeInBothForms() {
    assertThat(Platforms.parse("{\"youtube_channel\":\"@grow\"}"))
        .isEqualTo(Platforms.parse("[\"youtube\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "null", "{}", "[]", "\"youtube\"", "3", "[\"you", "{]", "[\"_\"]"})
  void shouldNameNoneWhereNoneCanBeRead(String json) {
    assertThat(Platforms.parse(json)).isEmpty();
  }

  @Test
  void shouldNameNoneWhereTheColumnIsNull() {
    assertThat(Platforms.parse(null)).isEmpty();
  }
}
