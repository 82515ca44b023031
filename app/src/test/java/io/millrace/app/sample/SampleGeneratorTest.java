package io.millrace.app.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleGeneratorTest {
  private static final int COUNT = 2_000;
  private static final List<SampleProfile> PROFILES =
      new SampleGenerator(7).profiles(COUNT).toList();

  @Test
  void shouldBeTheSameForTheSameSeed() {
    List<SampleProfile> again = new SampleGenerator(7).profiles(COUNT).toList();

    assertThat(again).isEqualTo(PROFILES);
  }

  @Test
  void shouldBeginALargerSetWithTheSmallerOne() {
    List<SampleProfile> smaller = new SampleGenerator(7).profiles(50).toList();

    assertThat(smaller).isEqualTo(PROFILES.subList(0, 50));
  }

  @Test
  void shouldDifferForAnotherSeed() {
    List<SampleProfile> other = new SampleGenerator(8).profiles(COUNT).toList();

    assertThat(other).doesNotContainAnyElementsOf(PROFILES);
  }

  @Test
  void shouldGiveKeysThatTheWrittenProfilesDoNotHave() {
    List<UUID> written = SampleProfiles.read().stream().map(SampleProfile::id).toList();

    assertThat(PROFILES)
        .extracting(SampleProfile::id)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(written);
  }

  @ParameterizedTest
  @EnumSource(names = {"SEEKING", "OFFERING", "WHO_YOU_SERVE", "WHAT_YOU_DO", "BIO"})
  void shouldSeldomRepeatAText(ProfileColumn column) {
    List<String> texts =
        PROFILES.stream()
            .map(profile -> profile.value(column).asText())
            .filter(text -> !text.replace('\u00a0', ' ').isBlank())
            .toList();

    assertThat((double) Set.copyOf(texts).size() / texts.size()).isGreaterThan(0.75);
    assertThat(texts).noneMatch(text -> text.contains("{") || text.contains("null"));
  }

  @Test
  void shouldDrawEachProfileFromASourceOfItsOwn() {
    Set<Long> draws =
        IntStream.range(0, COUNT)
            .boxed()
            .flatMap(index -> Seeds.source(7, index).longs(20).boxed())
            .collect(Collectors.toSet());

    assertThat(draws).hasSize(COUNT * 20);
  }

  @Test
  void shouldLeaveAboutNineInAHundredBlank() {
    long blank =
        PROFILES.stream()
            .map(profile -> profile.value(ProfileColumn.SEEKING).asText())
            .filter(text -> text.replace('\u00a0', ' ').isBlank())
            .count();

    assertThat((double) blank / COUNT).isBetween(0.06, 0.12);
  }

  @Test
  void shouldMatchGeneratedProfilesOnly() {
    Set<UUID> known = PROFILES.stream().map(SampleProfile::id).collect(Collectors.toSet());

    List<SampleMatch> matches = new SampleGenerator(7).matches(COUNT, 10_001).toList();

    assertThat(matches).hasSize(10_001).extracting(SampleMatch::id).doesNotHaveDuplicates();
    assertThat(matches)
        .allMatch(match -> known.contains(match.profileId()))
        .allMatch(match -> known.contains(match.suggestedProfileId()))
        .noneMatch(match -> match.profileId().equals(match.suggestedProfileId()));
  }

  @Test
  void shouldMakeOnlyWhatIsRead() {
    List<SampleProfile> first =
        new SampleGenerator(7).profiles(SampleGenerator.MAXIMUM).limit(3).toList();

    assertThat(first).isEqualTo(PROFILES.subList(0, 3));
  }

  @Test
  void shouldRefuseASetThatIsTooLarge() {
    assertThatThrownBy(() -> new SampleGenerator(7).profiles(100_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100000");
  }
}
