package io.millrace.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows with whatever PostgreSQL lets stand: enriched rightly, or in the failure list. */
@ExtendWith(PipelineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(5)
class HostileRowsIT {
  private static final Community COMMUNITY = new Community("hostile", 20);

  private final RunningPipeline pipeline;
  private final Tables tables;

  HostileRowsIT(RunningPipeline pipeline) {
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
    assertThat(new GuaranteeOracle(pipeline).unexplained()).isEmpty();
  }

  /** Others share the stack, and what was refused here would stay in their failure list. */
  @AfterAll
  void removeWhatWasRefused() throws SQLException {
    tables.execute(
        "delete from matches where profile_id in (select id from profiles where name = 'hostile')");
    tables.execute("delete from profiles where name = 'hostile'");
    pipeline.awaitWritten();
  }

  @Test
  void shouldEnrichOrListEveryText_invariants3And6() throws SQLException {
    List<String> texts = HostileTexts.all();
    List<UUID> rows = new ArrayList<>();
    for (int number = 0; number < texts.size(); number++) {
      rows.add(insert(number, texts.get(number)));
    }

    pipeline.awaitWritten();

    String unanswered =
        tables.text(
            "select count(*) from profiles t where id::text = any (?) and 8 <> (select count(*)"
                + " from millrace.provenance p where p.key = t.id::text)",
            (Object) rows.stream().map(UUID::toString).toArray(String[]::new));
    List<Failure> failures = FailureList.read(pipeline.environment());
    failures.forEach(
        failure ->
            System.out.printf("%s: %s %s%n", failure.getColumn(), failure.getReason(), failure));
    assertThat(Integer.parseInt(unanswered))
        .as("rows with tasks that nobody answered")
        .isLessThanOrEqualTo(failures.size());
    assertThat(failures).allSatisfy(failure -> assertThat(failure.getDetail()).endsWith("."));
  }

  /**
   * Records of Kafka have 1 MiB at most unless one asks for more, and one more stops the capture.
   */
  @Test
  void shouldEnrichARowOfMegabytes_invariant3() throws SQLException {
    UUID row = insert(1_000, HostileTexts.words(300_000));

    pipeline.awaitWritten();

    assertThat(
            tables.text(
                "select pg_column_size(t.*) > 2000000 and embedding_seeking is not null"
                    + " from profiles t where id = ?",
                row))
        .isEqualTo("true");
  }

  /** All that tasks read and scoring compares is this text. */
  private UUID insert(int number, String text) throws SQLException {
    UUID id = UUID.nameUUIDFromBytes(("hostile text " + number).getBytes(UTF_8));
    String columns = String.join(", ", ProfileChanges.TEXTS);
    String same = ProfileChanges.TEXTS.stream().map(name -> "?").collect(Collectors.joining(", "));
    List<Object> parameters = new ArrayList<>(List.of(id));
    ProfileChanges.TEXTS.forEach(column -> parameters.add(text));
    tables.execute(
        "insert into profiles (id, name, " + columns + ") values (?, 'hostile', " + same + ")",
        parameters.toArray());
    tables.execute(
        "insert into matches (id, profile_id, suggested_profile_id) values (?, ?, ?)",
        UUID.nameUUIDFromBytes(("hostile match " + number).getBytes(UTF_8)),
        id,
        COMMUNITY.profile(number % COMMUNITY.size()));
    return id;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'\"podcast\"'",
        "'{\"podcast\": true}'",
        "'123'",
        "'null'",
        "'[1, null, true, {\"a\": [[]]}, [\"email\"], \"\", \"\\ud83d\\ude00\"]'",
        "('[' || repeat('[', 900) || repeat(']', 900) || ']')",
        "'[1e400, -1e-400, 123456789012345678901234567890]'"
      })
  void shouldScoreARow_whateverShapeItsJsonHas(String json) throws SQLException {
    tables.execute(
        "update profiles set content_platforms = "
            + json
            + "::jsonb, jv_history = "
            + json
            + "::jsonb where id = ?",
        COMMUNITY.profile(3));

    pipeline.awaitWritten();

    assertThat(tables.text("select score_ab from matches where id = ?", COMMUNITY.near(3)))
        .isNotEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audience_engagement_score = 'NaN'",
        "audience_engagement_score = 'Infinity'",
        "audience_engagement_score = '-Infinity'",
        "audience_engagement_score = 1e308, list_size = 2147483647, social_reach = -2147483648",
        "revenue_tier = 'no such tier', membership_status = '', website = 'javascript:x'",
        "tags = array[null, '', 'a,b', '{}']::text[]"
      })
  void shouldScoreARow_whateverItsNumbersAndNamesAre(String assignments) throws SQLException {
    tables.execute("update profiles set " + assignments + " where id = ?", COMMUNITY.profile(4));

    pipeline.awaitWritten();

    String score = tables.text("select score_ab from matches where id = ?", COMMUNITY.near(4));
    assertThat(Double.parseDouble(score)).isBetween(0.0, 100.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "'null'",
        "'[]'",
        "'\"text\"'",
        "'7'",
        "'{\"field_meta\": []}'",
        "'{\"field_meta\": {\"embedding_seeking\": 7}, \"theirs\": 1}'"
      })
  void shouldWriteItsNotes_whateverShapeTheHostsMetadataHas(String metadata) throws SQLException {
    UUID id = COMMUNITY.profile(5);
    tables.execute(
        "update profiles set enrichment_metadata = "
            + metadata
            + "::jsonb, seeking = ?"
            + " where id = ?",
        "Whoever reads metadata like " + metadata,
        id);

    pipeline.awaitWritten();

    assertThat(
            tables.text(
                "select enrichment_metadata #>> '{field_meta,embedding_seeking,input_hash}' ="
                    + " md5(convert_to(seeking, 'UTF8')) from profiles where id = ?",
                id))
        .isEqualTo("true");
  }
}
