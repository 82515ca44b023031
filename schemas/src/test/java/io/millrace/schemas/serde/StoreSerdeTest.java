package io.millrace.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.schemas.FeatureInput;
import io.millrace.schemas.FeatureText;
import io.millrace.schemas.Features;
import io.millrace.schemas.PackedVector;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StoreSerdeTest {
  private static final String TOPIC = "any";

  private final StoreSerde<Features> serde = new StoreSerde<>(Features.getClassSchema());

  @Test
  void shouldReadBackWhatItWrote() {
    Features features = features("7");

    Features read = read(write(features));

    assertThat(read).isEqualTo(features);
  }

  @Test
  void shouldWriteEqualRecordsAsEqualBytes() {
    Features again = read(write(features("7")));

    assertThat(write(again)).isEqualTo(write(features("7")));
    assertThat(write(features("8"))).isNotEqualTo(write(features("7")));
  }

  @Test
  void shouldWriteTheSameBytesWhicheverSerdeAndHoweverOftenTheBufferWasRead() {
    Features features = features("7");
    byte[] first = write(features);
    StoreSerde<Features> another = new StoreSerde<>(Features.getClassSchema());

    byte[] second = another.serializer().serialize("another topic", features);

    assertThat(second).isEqualTo(first);
    assertThat(write(features)).isEqualTo(first);
  }

  @Test
  void shouldTakeNullForATombstone() {
    assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, (byte[]) null)).isNull();
  }

  @Test
  void shouldRefuseBytesOfSomethingElse() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(new byte[] {2}))
        .withMessageContaining("Features");
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Features>> tasks =
        IntStream.range(0, 200)
            .mapToObj(key -> (Callable<Features>) () -> read(write(features("" + key))))
            .toList();
    try {
      List<Future<Features>> answers = threads.invokeAll(tasks);

      for (int key = 0; key < answers.size(); key++) {
        assertThat(answers.get(key).get()).isEqualTo(features("" + key));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private byte[] write(Features features) {
    return serde.serializer().serialize(TOPIC, features);
  }

  private Features read(byte[] bytes) {
    return serde.deserializer().deserialize(TOPIC, bytes);
  }

  private static Features features(String key) {
    float[] vector = {0.6f, -0.8f};
    float scale = PackedVector.scaleOf(vector);
    ByteBuffer quantized = PackedVector.quantize(vector, scale);
    return new Features(
        key,
        "0123456789abcdef",
        List.of(
            new FeatureInput("platforms", "podcast\nyoutube"),
            new FeatureInput("revenue_tier", "4")),
        List.of(
            new FeatureText("offering", "coach für leaders", quantized, scale),
            new FeatureText("seeking", null, null, 0f)),
        1_700_000_000_000L);
  }
}
