package io.millrace.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.schemas.TaskResult;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invariant 4 as a table: what the row holds, what was noted, what comes. */
class DecisionTest {
  private static final Decision WRITE = new Decision.Write();
  private static final Decision HELD = new Decision.HeldByOther();

  static Stream<Arguments> cases() {
    TaskResult five = result(5);
    StoredColumn empty = stored(null, null);
    StoredColumn ours = stored("ours", null);
    return Stream.of(
        arguments("row gone", null, noted(5), five, skip(SkipReason.ROW_GONE)),
        arguments("text edited", edited("ours"), noted(4), five, skip(SkipReason.FENCED)),
        arguments("text edited, lost", edited(null), noted(5), five, skip(SkipReason.FENCED)),
        arguments("first", empty, null, five, WRITE),
        arguments("first over a value of the host", stored("theirs", null), null, five, WRITE),
        arguments("newer", ours, noted(4), five, WRITE),
        arguments("again", ours, noted(5), five, skip(SkipReason.UNCHANGED)),
        arguments("older", ours, noted(6), five, skip(SkipReason.OLDER)),
        arguments("older epoch", ours, noted(2, 1), five, skip(SkipReason.OLDER)),
        arguments("newer epoch", ours, noted(0, 9), five, WRITE),
        arguments("same revision, other version", ours, retrained(), five, skip(SkipReason.OLDER)),
        arguments("nulled by hand", empty, noted(5), five, WRITE),
        arguments("altered by hand", stored("theirs", null), noted(5), five, WRITE),
        arguments("created anew", empty, noted(9), five, WRITE),
        arguments("created anew, blank before", empty, blankOfOtherText(), five, WRITE),
        arguments("blank again", empty, blank(5), five, skip(SkipReason.UNCHANGED)),
        arguments("older than the blank", empty, blank(6), five, skip(SkipReason.OLDER)),
        arguments("manual edit", stored("theirs", "manual_edit"), null, five, HELD),
        arguments("manual edit of ours", stored("theirs", "manual_edit"), noted(4), five, HELD),
        arguments(
            "manual edit, noted",
            stored("theirs", "manual_edit"),
            held(5),
            five,
            skip(SkipReason.SOURCE_PRIORITY)),
        arguments("manual edit withdrawn", stored("theirs", null), held(5), five, WRITE),
        arguments("lower source", stored("theirs", "apollo"), null, five, WRITE),
        arguments("unknown source", stored("theirs", "a new tool"), null, five, WRITE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void shouldDecide(
      String name,
      @Nullable StoredColumn stored,
      @Nullable Provenance provenance,
      TaskResult result,
      Decision expected) {
    Decision decision = Decision.of(stored, provenance, 1, result);

    assertThat(decision).isEqualTo(expected);
  }

  private static TaskResult result(long revision) {
    return Records.vector("embedding_seeking", "text", revision, 1, 0, 0);
  }

  private static String hash() {
    return result(1).getInputHash();
  }

  private static String version() {
    return result(1).getTaskVersion();
  }

  private static StoredColumn stored(@Nullable String valueHash, @Nullable String source) {
    return new StoredColumn(hash(), valueHash, source);
  }

  private static StoredColumn edited(@Nullable String valueHash) {
    return new StoredColumn("another text", valueHash, null);
  }

  private static Provenance noted(long revision) {
    return noted(1, revision);
  }

  private static Provenance noted(int epoch, long revision) {
    return new Provenance(hash(), version(), epoch, revision, true, "ours", false);
  }

  private static Provenance retrained() {
    return new Provenance(hash(), "another version", 1, 5, true, "ours", false);
  }

  private static Provenance blank(long revision) {
    return new Provenance(hash(), version(), 1, revision, false, null, false);
  }

  private static Provenance blankOfOtherText() {
    return new Provenance("a blank text", version(), 1, 9, false, null, false);
  }

  private static Provenance held(long revision) {
    return new Provenance(hash(), version(), 1, revision, false, null, true);
  }

  private static Decision skip(SkipReason reason) {
    return new Decision.Skip(reason);
  }
}
