package io.millrace.connectors;

import io.millrace.matching.Calibration;
import io.millrace.matching.MatchContext;
import io.millrace.matching.MatchScorer;
import io.millrace.matching.ScoringInput;
import io.millrace.matching.ScoringProfile;
import io.millrace.matching.ScoringRules;
import io.millrace.matching.SideState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Contexts of matches as scoring writes them, and others. */
final class MatchContexts {
  private static final int SCORED = 25;

  private MatchContexts() {}

  static List<String> all() {
    Random random = new Random(7);
    MatchScorer scorer = new MatchScorer(ScoringRules.defaults(Calibration.PROPORTIONAL));
    List<String> contexts = new ArrayList<>();
    for (int number = 0; number < SCORED; number++) {
      contexts.add(scorer.score(profile(random), profile(random)).context());
    }
    contexts.add(MatchContext.unscored(SideState.READY, SideState.NOT_ENRICHED));
    contexts.add("{}");
    contexts.add("[]");
    contexts.add("{\"v\":1,\"ab\":{},\"ba\":{}}");
    contexts.add("{\"v\":2,\"ab\":{\"later\":[1,2,{}]},\"ba\":{}}");
    return contexts;
  }

  private static ScoringProfile profile(Random random) {
    ScoringProfile.Builder profile = ScoringProfile.builder("p", "m");
    for (ScoringInput input : ScoringInput.values()) {
      if (random.nextInt(4) == 0) {
        continue;
      }
      if (input.isText()) {
        float[] vector = {random.nextFloat(), random.nextFloat()};
        profile.text(input, random.nextBoolean() ? "podcast" : "summit", vector);
      } else {
        profile.value(input, value(input, random));
      }
    }
    return profile.build();
  }

  private static String value(ScoringInput input, Random random) {
    return switch (input) {
      case OFFER_TYPES -> random.nextBoolean() ? "podcast" : "book_author\nspeaking";
      case PLATFORMS -> random.nextBoolean() ? "podcast\nyoutube" : "podcast";
      case CONTENT_STYLE -> random.nextBoolean() ? "nurturing" : "provocative";
      case MEMBERSHIP_STATUS -> random.nextBoolean() ? "active" : "lapsed";
      case REVENUE_TIER -> String.valueOf(1 + random.nextInt(5));
      case SOCIAL_REACH, LIST_SIZE -> String.valueOf(random.nextInt(200_000));
      default -> String.valueOf(random.nextDouble());
    };
  }
}
