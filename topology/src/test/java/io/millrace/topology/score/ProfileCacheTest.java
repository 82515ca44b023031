package io.millrace.topology.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.matching.ScoringProfile;
import org.junit.jupiter.api.Test;

class ProfileCacheTest {
  private static final int PROFILE_BYTES = 8_000;

  private final ProfileCache cache = new ProfileCache(1_000_000);

  @Test
  void shouldKeepOnceWhatSeveralTasksHave() {
    KnownProfile profile = profile("p", 7);
    cache.put(0, "p", profile);

    assertThat(cache.get("p", 7)).isSameAs(profile);
    assertThat(cache.get(1, "p")).as("the other task has not learnt of it yet").isNull();
    cache.put(1, "p", profile);
    assertThat(cache.get(1, "p")).isSameAs(profile);
  }

  @Test
  void shouldLetEachTaskHaveItsOwnVersion() {
    cache.put(0, "p", profile("p", 7));
    cache.put(1, "p", profile("p", 7));

    cache.forget(0, "p");
    cache.put(0, "p", profile("p", 8));

    assertThat(cache.get(0, "p")).extracting(KnownProfile::fingerprint).isEqualTo(8L);
    assertThat(cache.get(1, "p")).extracting(KnownProfile::fingerprint).isEqualTo(7L);
  }

  @Test
  void shouldForgetATasksOwnNotesOnly() {
    cache.put(0, "p", profile("p", 7));
    cache.put(1, "p", profile("p", 7));

    cache.forgetAll(0);

    assertThat(cache.get(0, "p")).isNull();
    assertThat(cache.get(1, "p")).isNotNull();
  }

  @Test
  void shouldStayWithinItsMemory() {
    int many = 1_000;
    for (int profile = 0; profile < many; profile++) {
      cache.put(0, "p" + profile, profile("p" + profile, profile));
    }

    int kept = 0;
    for (int profile = 0; profile < many; profile++) {
      kept += cache.get(0, "p" + profile) == null ? 0 : 1;
    }
    assertThat(kept).isBetween(1, 1_000_000 / PROFILE_BYTES);
  }

  private static KnownProfile profile(String key, long fingerprint) {
    return new KnownProfile(
        ScoringProfile.builder(key, "model").build(), fingerprint, PROFILE_BYTES);
  }
}
