package io.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureKeyTest {
  @Test
  void shouldKeepTheKeysOfTheFirstGeneration_andTellLaterOnesApart() {
    assertThat(FailureKey.of("profiles", "p1", "labels", 1)).isEqualTo("profiles/p1/labels");
    assertThat(FailureKey.of("profiles", "p1", "labels", 2)).isEqualTo("profiles/p1/labels/g2");
  }

  @Test
  void shouldKnowEntriesThatWereListedBeforeKeysHadNumbers() {
    assertThat(FailureKey.isWithoutNumber("profiles/p1/labels", failure(2))).isTrue();
    assertThat(FailureKey.isWithoutNumber("profiles/p1/labels/g2", failure(2))).isFalse();
    assertThat(FailureKey.isWithoutNumber("profiles/p1/labels", failure(1))).isFalse();
  }

  private static Failure failure(int generation) {
    return Failure.newBuilder()
        .setTable("profiles")
        .setKey("p1")
        .setColumn("labels")
        .setGeneration(generation)
        .setInputHash("")
        .setTaskVersion("")
        .setStage(FailureStage.MODEL)
        .setReason("rejected")
        .setDetail("It was refused.")
        .setAttempts(1)
        .setFirstAt(0)
        .setLastAt(0)
        .build();
  }
}
