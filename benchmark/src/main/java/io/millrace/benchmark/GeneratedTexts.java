package io.millrace.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts of 3 to 85 words, 33 on average, most of them short; the same in every run. */
final class GeneratedTexts {
  private static final long SEED = 20_261_121;

  private static final List<String> VOCABULARY =
      List.of(
          ("coach business growth leader women burnout executive program launch podcast audience"
                  + " health partner summit workshop online membership speaker author retreat"
                  + " marketing email list referral affiliate joint venture revenue strategy"
                  + " mindset transformation corporate wellness nutrition finance real estate"
                  + " investor founder scaling team")
              .split(" ", -1));

  private GeneratedTexts() {}

  static List<String> of(int count) {
    Random random = new Random(SEED);
    return IntStream.range(0, count)
        .mapToObj(index -> text(random, index, (int) (3 + 82 * Math.pow(random.nextDouble(), 1.7))))
        .toList();
  }

  private static String text(Random random, int index, int words) {
    List<String> chosen = new ArrayList<>(List.of("Profile", Integer.toString(index)));
    for (int word = 2; word < words; word++) {
      chosen.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
    }
    return String.join(" ", chosen);
  }
}
