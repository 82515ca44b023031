package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {
  private static TokenizedText text(int position, int length) {
    return new TokenizedText(position, new long[length], new long[length], false, false);
  }

  @Test
  void shouldHaveNoBucketsForNoTexts() {
    assertThat(LengthBuckets.of(List.of(), false)).isEmpty();
  }

  @Test
  void shouldKeepEveryTextOnceWithLittlePaddingAndBoundedSize() {
    Random random = new Random(7);
    List<TokenizedText> texts =
        IntStream.range(0, 500).mapToObj(index -> text(index, 3 + random.nextInt(200))).toList();

    List<List<TokenizedText>> buckets = LengthBuckets.of(texts, false);

    assertThat(buckets.stream().flatMap(List::stream).map(TokenizedText::position))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 500).boxed().toList());
    assertThat(buckets)
        .allSatisfy(
            bucket -> {
              int tokens = bucket.stream().mapToInt(TokenizedText::length).sum();
              int padded = bucket.size() * bucket.get(bucket.size() - 1).length();
              assertThat(padded).isLessThanOrEqualTo(256);
              assertThat(padded - tokens).isLessThanOrEqualTo(padded / 10);
            });
  }

  @Test
  void shouldRunTextsOfOneLengthTogether() {
    List<TokenizedText> texts = IntStream.range(0, 12).mapToObj(index -> text(index, 20)).toList();

    assertThat(LengthBuckets.of(texts, false)).hasSize(1);
  }

  @Test
  void shouldGiveATextLongerThanABucketOneOfItsOwn() {
    assertThat(LengthBuckets.of(List.of(text(0, 512), text(1, 10), text(2, 512)), false))
        .hasSize(3);
  }

  @Test
  void shouldNeverJoinTextsOfAModelThatMustReadThemOneByOne() {
    List<TokenizedText> texts = IntStream.range(0, 12).mapToObj(index -> text(index, 20)).toList();

    assertThat(LengthBuckets.of(texts, true)).hasSize(12);
  }
}
