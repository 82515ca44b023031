package io.millrace.app.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleMatchesTest {
  private static final List<SampleProfile> PROFILES = SampleProfiles.read();
  private static final List<SampleMatch> MATCHES = SampleMatches.of(PROFILES);

  @Test
  void shouldMakeAtLeast3000DistinctMatches() {
    assertThat(MATCHES).hasSizeGreaterThanOrEqualTo(3_000);
    assertThat(MATCHES).extracting(SampleMatch::id).doesNotHaveDuplicates();
    assertThat(MATCHES)
        .extracting(match -> List.of(match.profileId(), match.suggestedProfileId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldReferToProfilesThatExistAndNeverToItself() {
    Set<UUID> known = PROFILES.stream().map(SampleProfile::id).collect(Collectors.toSet());

    assertThat(MATCHES)
        .allMatch(match -> known.contains(match.profileId()))
        .allMatch(match -> known.contains(match.suggestedProfileId()))
        .noneMatch(match -> match.profileId().equals(match.suggestedProfileId()));
  }

  @Test
  void shouldGiveEveryProfileMatches() {
    Set<UUID> sources = MATCHES.stream().map(SampleMatch::profileId).collect(Collectors.toSet());

    assertThat(sources).hasSameSizeAs(PROFILES);
  }

  @Test
  void shouldBeTheSameEachTime() {
    assertThat(SampleMatches.of(PROFILES)).isEqualTo(MATCHES);
  }

  @Test
  void shouldScoreAlikeProfilesHigherOnAverage() {
    assertThat(meanScore(true)).isGreaterThan(meanScore(false) + 1);
    assertThat(MATCHES).allMatch(match -> match.matchScore() >= 0 && match.matchScore() <= 100);
  }

  @Test
  void shouldRefuseMoreMatchesThanThereArePairs() {
    assertThatThrownBy(() -> SampleMatches.of(PROFILES.subList(0, 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allow only 90");
  }

  private static double meanScore(boolean sameNiche) {
    return MATCHES.stream()
        .filter(
            match ->
                niche(match.profileId()).equals(niche(match.suggestedProfileId())) == sameNiche)
        .mapToDouble(SampleMatch::matchScore)
        .average()
        .orElseThrow();
  }

  private static String niche(UUID id) {
    return PROFILES.stream()
        .filter(profile -> profile.id().equals(id))
        .map(profile -> profile.value(ProfileColumn.NICHE).asText())
        .findFirst()
        .orElseThrow();
  }
}
