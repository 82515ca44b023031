package io.millrace.benchmark;

import io.millrace.app.sample.ProfileColumn;
import io.millrace.app.sample.SampleGenerator;
import io.millrace.app.sample.SampleMatch;
import io.millrace.app.sample.SampleProfile;
import io.millrace.inference.TextNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows to load, made before any clock runs.
 *
 * @param matches empty: none are loaded
 */
record BulkTexts(List<SampleProfile> profiles, List<SampleMatch> matches) {
  private static final List<ProfileColumn> EMBEDDED =
      List.of(
          ProfileColumn.SEEKING,
          ProfileColumn.OFFERING,
          ProfileColumn.WHO_YOU_SERVE,
          ProfileColumn.WHAT_YOU_DO);

  static BulkTexts of(long seed, int profiles, int matchesPerProfile) {
    SampleGenerator generator = new SampleGenerator(seed);
    int matches = profiles * matchesPerProfile;
    try (Stream<SampleProfile> made = generator.profiles(profiles);
        Stream<SampleMatch> pairs = generator.matches(profiles, matches)) {
      return new BulkTexts(made.toList(), pairs.toList());
    }
  }

  /** The texts that the plan embeds, as the model is given them; equal ones once. */
  List<String> texts() {
    return profiles.stream()
        .flatMap(profile -> EMBEDDED.stream().map(column -> normalized(profile, column)))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Optional<String> normalized(SampleProfile profile, ProfileColumn column) {
    return Optional.ofNullable(profile.text(column)).flatMap(TextNormalizer::normalize);
  }
}
