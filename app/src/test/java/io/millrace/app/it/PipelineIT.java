package io.millrace.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an edit does to its row, to its matches, and to nothing else. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class PipelineIT {
  private static final Community COMMUNITY = new Community("pipeline", 30);
  private static final int BLANK_FIELDS = 6;

  private final RunningPipeline pipeline;
  private final Tables tables;

  PipelineIT(RunningPipeline pipeline) {
    this.pipeline = pipeline;
    this.tables = pipeline.tables();
  }

  @BeforeAll
  void insert() throws SQLException {
    COMMUNITY.insert(tables);
    pipeline.awaitWritten();
  }

  @AfterEach
  void shouldHaveLeftEverythingRight() throws SQLException {
    assertThat(pipeline.oracle().wrong()).isEmpty();
    assertThat(pipeline.failures()).as("entries of the failure list").isZero();
    assertThat(pipeline.metrics().feedbackEvents()).as("echoes").isZero();
  }

  @Test
  void shouldEmbedEveryFieldAndScoreEveryMatch() throws SQLException {
    String vectors =
        tables.text(
            "select sum(num_nonnulls(embedding_seeking, embedding_offering,"
                + " embedding_who_you_serve, embedding_what_you_do)) from profiles");
    String scored = tables.text("select count(*) from matches where harmonic_mean is not null");

    assertThat(vectors).isEqualTo(String.valueOf(4 * COMMUNITY.size() - BLANK_FIELDS));
    assertThat(scored).isEqualTo(String.valueOf(COMMUNITY.matches()));
  }

  @Test
  void shouldWriteOneVectorAndRescoreItsMatchesAndNothingElse_whenOneFieldIsEdited_invariants1And2()
      throws SQLException {
    UUID id = COMMUNITY.profile(3);
    Map<String, String> before = tables.versions();
    Map<String, String> vectors = vectors(id);
    String oldScores = oldScores();
    long calls = pipeline.metrics().modelCalls();
    long events = pipeline.changeEvents();

    edit(id, "seeking", "A publisher for a book about long walks in winter");
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isEqualTo(1);
    assertThat(pipeline.changeEvents() - events).as("change events").isEqualTo(1);
    Set<String> expected =
        COMMUNITY.matchesOf(3).stream().map(key -> "matches " + key).collect(Collectors.toSet());
    expected.add("profiles " + id);
    expected.add("provenance profiles " + id + " embedding_seeking");
    assertThat(written(before)).isEqualTo(expected);
    Map<String, String> changed = new HashMap<>(vectors(id));
    assertThat(changed.remove("embedding_seeking"))
        .isNotEqualTo(vectors.remove("embedding_seeking"));
    assertThat(changed).isEqualTo(vectors);
    assertThat(oldScores()).as("match_score of all matches").isEqualTo(oldScores);
    assertThat(metadataHash(id)).as("hash in the host's metadata").isEqualTo(hash(id));
  }

  @Test
  void shouldDoNothing_whenAnEditMakesNoDifferenceToTasksAndScores_invariant2()
      throws SQLException {
    UUID id = COMMUNITY.profile(4);

    shouldDoNothingAfter("update profiles set name = 'Another name' where id = ?", id);
  }

  @Test
  void shouldOnlyRescoreItsMatches_whenAScoringInputIsEditedThatNoTaskReads_invariant2()
      throws SQLException {
    UUID id = COMMUNITY.profile(4);
    Map<String, String> before = tables.versions();
    long calls = pipeline.metrics().modelCalls();

    tables.execute("update profiles set list_size = list_size * 2 where id = ?", id);
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isZero();
    Set<String> expected =
        COMMUNITY.matchesOf(4).stream().map(key -> "matches " + key).collect(Collectors.toSet());
    expected.add("profiles " + id);
    assertThat(written(before)).isEqualTo(expected);
  }

  @Test
  void shouldDoNothing_whenTheSameUpdateComesAgain_invariant2() throws SQLException {
    UUID id = COMMUNITY.profile(5);
    edit(id, "offering", "Translation of letters from Portuguese");
    pipeline.awaitWritten();

    shouldDoNothingAfter(
        "update profiles set offering = 'Translation of letters from Portuguese' where id = ?", id);
  }

  @Test
  void shouldLeaveALongBioAlone_whenAnotherColumnIsEdited_invariant6() throws SQLException {
    UUID id = COMMUNITY.profile(6);
    edit(id, "bio", longText(2_000));
    pipeline.awaitWritten();
    assertThat(isOutOfLine(id, "bio")).isTrue();

    shouldDoNothingAfter("update profiles set name = 'A walker' where id = ?", id);
  }

  @Test
  void shouldKeepTheVectorOfALongText_whenAnotherInputIsEdited_invariant6() throws SQLException {
    UUID id = COMMUNITY.profile(11);
    edit(id, "what_you_do", longText(3_000));
    pipeline.awaitWritten();
    assertThat(isOutOfLine(id, "what_you_do")).isTrue();
    Map<String, String> before = vectors(id);
    long calls = pipeline.metrics().modelCalls();

    edit(id, "seeking", "Somebody who repairs church organs");
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isEqualTo(1);
    assertThat(vectors(id))
        .containsEntry("embedding_what_you_do", before.get("embedding_what_you_do"))
        .doesNotContainEntry("embedding_seeking", before.get("embedding_seeking"));
  }

  @Test
  void shouldClearTheVectorAndFallBackToOtherFactors_whenAFieldIsBlanked_invariant6()
      throws SQLException {
    UUID id = COMMUNITY.profile(13);
    String method = "select left(match_context #>> '{ab,synergy,1}', 1) from matches where id = ?";
    assertThat(tables.text(method, COMMUNITY.near(13))).as("semantic").isEqualTo("s");
    long calls = pipeline.metrics().modelCalls();

    edit(id, "seeking", " \n ");
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isZero();
    assertThat(vectors(id)).containsEntry("embedding_seeking", "null");
    assertThat(tables.text(method, COMMUNITY.near(13))).as("neutral").isEqualTo("n");
  }

  @Test
  void shouldForgetADeletedRow_whateverWasUnderWay_invariants3And4() throws SQLException {
    UUID id = COMMUNITY.profile(21);

    edit(id, "seeking", "Nobody will ever read this");
    tables.execute("delete from profiles where id = ?", id);
    pipeline.awaitWritten();

    assertThat(tables.text("select count(*) from profiles where id = ?", id)).isEqualTo("0");
    assertThat(tables.text("select count(*) from matches where id = ?", COMMUNITY.near(21)))
        .isEqualTo("0");
    assertThat(provenanceOf(id)).isEqualTo("0");
    assertThat(pipeline.metrics().failures()).isZero();
  }

  @Test
  void shouldEnrichAKeyThatComesBack_invariant3() throws SQLException {
    UUID id = COMMUNITY.profile(24);
    tables.execute("delete from profiles where id = ?", id);
    pipeline.awaitWritten();

    COMMUNITY.insertProfile(tables, 24);
    COMMUNITY.insertMatches(tables, 24);
    pipeline.awaitWritten();

    assertThat(vectors(id)).doesNotContainValue("null");
    assertThat(tables.text("select harmonic_mean from matches where id = ?", COMMUNITY.near(24)))
        .isNotEqualTo("null");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldForgetAllRows_whenTheTablesAreEmptied_invariant3() throws SQLException {
    edit(COMMUNITY.profile(1), "seeking", "This is gone at once");
    tables.execute("truncate profiles, matches");
    pipeline.awaitWritten();
    assertThat(tables.versions().keySet()).noneMatch(row -> row.startsWith("profiles "));

    COMMUNITY.insert(tables);
    pipeline.awaitWritten();

    shouldEmbedEveryFieldAndScoreEveryMatch();
  }

  @Test
  void shouldBeToldByTheOracle_whenAVectorIsThatOfAnotherText() throws SQLException {
    UUID id = COMMUNITY.profile(15);
    String vector = tables.text("select embedding_seeking::text from profiles where id = ?", id);
    tables.execute("update profiles set embedding_seeking = embedding_offering where id = ?", id);

    List<String> wrong = pipeline.oracle().wrong();

    tables.execute("update profiles set embedding_seeking = ?::vector where id = ?", vector, id);
    assertThat(wrong)
        .anyMatch(sentence -> sentence.startsWith("profiles " + id + " embedding_seeking"))
        .anyMatch(sentence -> sentence.startsWith("matches " + COMMUNITY.near(15)));
  }

  /** The row stays exactly as the client's own statement left it, and so does all else. */
  private void shouldDoNothingAfter(String update, UUID id) throws SQLException {
    Map<String, String> before = tables.versions();
    long calls = pipeline.metrics().modelCalls();
    long events = pipeline.changeEvents();

    String own = tables.text(update + " returning xmin::text || ctid::text", id);
    pipeline.awaitWritten();

    assertThat(pipeline.metrics().modelCalls() - calls).as("model calls").isZero();
    assertThat(pipeline.changeEvents() - events).as("change events").isLessThanOrEqualTo(1);
    assertThat(written(before)).containsExactly("profiles " + id);
    assertThat(tables.versions()).containsEntry("profiles " + id, own);
  }

  private void edit(UUID id, String column, String text) throws SQLException {
    tables.execute("update profiles set " + column + " = ? where id = ?", text, id);
  }

  /** The rows that were written since. */
  private Set<String> written(Map<String, String> before) throws SQLException {
    Map<String, String> now = tables.versions();
    Set<String> written = new TreeSet<>(now.keySet());
    written.addAll(before.keySet());
    written.removeIf(row -> Objects.equals(now.get(row), before.get(row)));
    return written;
  }

  private Map<String, String> vectors(UUID id) throws SQLException {
    Map<String, String> vectors = new HashMap<>();
    for (var task : pipeline.plan().table("profiles").embed()) {
      vectors.put(
          task.column(),
          tables.text("select md5(" + task.column() + "::text) from profiles where id = ?", id));
    }
    return vectors;
  }

  private String oldScores() throws SQLException {
    return tables.text(
        "select md5(string_agg(id || ':' || match_score, ',' order by id)) from matches");
  }

  private String metadataHash(UUID id) throws SQLException {
    return tables.text(
        "select enrichment_metadata #>> '{field_meta,embedding_seeking,input_hash}'"
            + " from profiles where id = ?",
        id);
  }

  private String hash(UUID id) throws SQLException {
    return tables.text("select md5(convert_to(seeking, 'UTF8')) from profiles where id = ?", id);
  }

  private String provenanceOf(UUID id) throws SQLException {
    return tables.text("select count(*) from millrace.provenance where key = ?", id.toString());
  }

  /** Whether the column's value lies outside of the row, so that events leave it out. */
  private boolean isOutOfLine(UUID id, String column) throws SQLException {
    return tables
        .text(
            "select pg_column_toast_chunk_id("
                + column
                + ") is not null from profiles where id = ?",
            id)
        .equals("true");
  }

  /** Words that do not compress, so that the text is stored outside of the row. */
  private static String longText(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX)).append(' ');
    }
    return text.toString();
  }
}
