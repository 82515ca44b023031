package io.millrace.benchmark;

import io.millrace.matching.ScoringInput;
import io.millrace.plan.MatchPlan;
import io.millrace.schemas.FeatureInput;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import io.millrace.schemas.Row;
import io.millrace.schemas.RowColumn;
import io.millrace.schemas.RowOperation;
import io.millrace.schemas.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Features and matches of made-up profiles, of the size that real ones have. Not threadsafe. */
final class SyntheticProfiles {
  private static final int DIMENSIONS = 384;
  private static final int WORDS = 3_000;
  private static final int WORDS_A_TEXT = 30;
  private static final String MODEL = "synthetic";

  private final MatchPlan plan;
  private final List<String> texts;
  private final List<ScoringInput> numbers;

  SyntheticProfiles(MatchPlan plan) {
    this.plan = plan;
    List<ScoringInput> inputs =
        plan.inputs().keySet().stream()
            .flatMap(name -> ScoringInput.named(name).stream())
            .sorted(Comparator.comparing(ScoringInput::planName))
            .toList();
    this.texts =
        inputs.stream()
            .filter(ScoringInput::isText)
            .map(input -> plan.inputs().getOrDefault(input.planName(), List.of()).get(0))
            .sorted()
            .distinct()
            .toList();
    this.numbers = inputs.stream().filter(input -> !input.isText()).toList();
  }

  /** The key of a profile. */
  static String profile(int number) {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", number);
  }

  /** The key of a match. */
  static String match(int number) {
    return String.format(Locale.ROOT, "00000000-0000-4000-9000-%012d", number);
  }

  /**
   * Features of a profile; every version has other vectors, words and numbers.
   *
   * @param causedAt milliseconds since 1970
   */
  Features features(int number, int version, long causedAt) {
    Random random = new Random(31L * number + version);
    List<FeatureText> featureTexts = texts.stream().map(text -> text(text, random)).toList();
    List<FeatureInput> inputs =
        numbers.stream()
            .map(
                input ->
                    new FeatureInput(input.planName(), Integer.toString(1 + random.nextInt(9))))
            .toList();
    return new Features(profile(number), MODEL, inputs, featureTexts, causedAt);
  }

  private static FeatureText text(String column, Random random) {
    float[] vector = new float[DIMENSIONS];
    for (int index = 0; index < DIMENSIONS; index++) {
      vector[index] = random.nextFloat() - 0.4f;
    }
    float scale = PackedVector.scaleOf(vector);
    String words =
        IntStream.range(0, WORDS_A_TEXT)
            .mapToObj(word -> "word" + random.nextInt(WORDS))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(" "));
    return new FeatureText(column, words, PackedVector.quantize(vector, scale), scale);
  }

  /** A row of the table of matches. */
  Row match(int number, int a, int b, long committedAt) {
    List<RowColumn> columns = new ArrayList<>();
    columns.add(new RowColumn(plan.keyColumn(), match(number)));
    columns.add(new RowColumn(plan.a(), profile(a)));
    columns.add(new RowColumn(plan.b(), profile(b)));
    return Row.newBuilder()
        .setTable(plan.table())
        .setUnresolved(List.of())
        .setKey(match(number))
        .setOperation(RowOperation.CREATE)
        .setPosition(new SourcePosition(1, 1_000L + number))
        .setColumns(columns)
        .setCommittedAt(committedAt)
        .build();
  }
}
