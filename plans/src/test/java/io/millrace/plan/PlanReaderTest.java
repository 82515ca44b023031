package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.plan.PlanException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  private static final String GOOD =
      """
      version: 1
      schema: public
      embedding_model: m
      tables:
        People:
          key: id
          embed:
            vector: { from: [about], index: hnsw }
          classify:
            kind: { from: [about, Notes], labels: labels/niches.yaml, top: 2, at_least: 0.3, as: type }
          extract:
            facts: { from: [Notes], extractor: credentials }
          add_columns: { persona: text }
      matches:
        table: crm.pairs
        key: id
        a: left_id
        b: right_id
        of: People
        inputs: { seeking: about, revenue_tier: tier, credentials: facts }
        weights: { synergy: 1, intent: 0 }
        synergy: { offering_seeking: { semantic: 2, overlap: 1 }, revenue_compat: 3 }
        calibration: { m: [[0, 0], [0.5, 5], [1, 10]] }
        aggregation: weighted
        context: { contact: 4 }
        thresholds: { absent: 2, list_size_full: 500 }
        membership_levels: { Gold: 9 }
        offer_type_pairs: { other: 1, shared: 2, pairs: [[a, b, 3]] }
      """;

  @Test
  void shouldReadEveryPartOfAPlan() {
    EnrichmentPlan plan = PlanReader.read(GOOD, "p.yaml");

    TablePlan people = plan.table("People");
    assertThat(people.embed())
        .containsExactly(new EmbedTask("vector", List.of("about"), VectorIndex.HNSW));
    assertThat(people.classify()).hasSize(1);
    assertThat(people.classify().get(0).labels().labels()).hasSize(25);
    assertThat(people.classify().get(0).top()).hasValue(2);
    assertThat(people.classify().get(0).form()).isEqualTo(ClassificationForm.TYPE);
    assertThat(people.extract())
        .containsExactly(
            new ExtractTask("facts", List.of("Notes"), "credentials", Optional.empty()));
    assertThat(people.addedColumns()).containsExactly(entry("persona", "text"));
    MatchPlan matches = plan.matches().orElseThrow();
    assertThat(matches.schema()).isEqualTo("crm");
    assertThat(matches.table()).isEqualTo("pairs");
    ScoringPlan scoring = matches.scoring();
    assertThat(scoring.factors())
        .containsOnly(
            entry("contact", FactorWeights.single(4)),
            entry("offering_seeking", new FactorWeights(2, 1)),
            entry("revenue_compat", FactorWeights.single(3)));
    assertThat(scoring.aggregation()).isEqualTo("weighted");
    assertThat(scoring.thresholds())
        .containsOnly(entry("absent", 2.0), entry("list_size_full", 500.0));
    assertThat(scoring.membershipLevels()).containsExactly(entry("gold", 9.0));
    assertThat(scoring.offerTypePairs())
        .contains(new PairScores(List.of(new PairScores.Pair("a", "b", 3)), 1, 2));
    assertThat(scoring.contentStylePairs()).isEmpty();
    assertThat(scoring.calibration().get("m"))
        .containsExactly(
            new CalibrationPoint(0, 0), new CalibrationPoint(0.5, 5), new CalibrationPoint(1, 10));
  }

  @Test
  void shouldJudgeBySimilarityAloneAndByRulesAloneUnlessToldOtherwise() {
    TablePlan plain = PlanReader.read(GOOD, "p.yaml").table("People");
    TablePlan told =
        PlanReader.read(
                GOOD.replace(
                        "top: 2", "model: big/nli, fallback: { model: similarity, below: 0.5 }")
                    .replace("extractor: credentials", "extractor: credentials, entities: big/ner"),
                "p.yaml")
            .table("People");

    assertThat(plain.classify().get(0).classifier())
        .isEqualTo(new ClassifierChoice(ClassifierChoice.SIMILARITY, Optional.empty()));
    assertThat(plain.extract().get(0).entities()).isEmpty();
    assertThat(told.classify().get(0).classifier())
        .isEqualTo(
            new ClassifierChoice(
                "big/nli", Optional.of(new ClassifierChoice.Fallback("similarity", 0.5))));
    assertThat(told.extract().get(0).entities()).contains("big/ner");
  }

  @Test
  void shouldCaptureExactlyWhatThePlanReads() {
    EnrichmentPlan plan = PlanReader.read(GOOD, "p.yaml");

    assertThat(plan.capturedColumns("People")).containsExactly("Notes", "about", "id", "tier");
    assertThat(plan.capturedColumns("pairs")).containsExactly("id", "left_id", "right_id");
    assertThat(plan.capturedTables())
        .containsExactly(
            new CapturedTable("public", "People", "id"), new CapturedTable("crm", "pairs", "id"));
  }

  @Test
  void shouldReadThePlanThatShips() {
    EnrichmentPlan plan = PlanReader.readDefault();

    assertThat(plan.table("profiles").tasks())
        .extracting(PlanTask::column)
        .containsExactly(
            "embedding_seeking",
            "embedding_offering",
            "embedding_who_you_serve",
            "embedding_what_you_do",
            "niche_categories",
            "offer_types",
            "content_style",
            "credentials");
    assertThat(plan.table("profiles").classify())
        .extracting(task -> task.labels().labels().size())
        .containsExactly(25, 17, 7);
    assertThat(plan.capturedColumns("profiles"))
        .containsExactly(
            "audience_engagement_score",
            "audience_type",
            "bio",
            "booking_link",
            "business_focus",
            "company",
            "content_platforms",
            "current_projects",
            "email",
            "id",
            "jv_history",
            "list_size",
            "membership_status",
            "name",
            "niche",
            "offering",
            "revenue_tier",
            "seeking",
            "signature_programs",
            "social_proof",
            "social_reach",
            "tags",
            "website",
            "what_you_do",
            "who_you_serve");
    assertThat(PlanReader.defaultHostTables()).contains("create table if not exists profiles");
  }

  @Test
  void shouldChangeTheFingerprintWithTheMeaningOnly() {
    String plain = PlanReader.read(GOOD, "p.yaml").fingerprint();

    assertThat(plain).matches("[0-9a-f]{16}");
    assertThat(PlanReader.read("# words\n" + GOOD, "p.yaml").fingerprint()).isEqualTo(plain);
    assertThat(PlanReader.read(GOOD.replace("top: 2", "top: 3"), "p.yaml").fingerprint())
        .isNotEqualTo(plain);
  }

  @ParameterizedTest(name = "{2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          version: 1             | version: 2                | 1  | 'version' must be 1
          version: 1             | version: one              | 1  | 'version' must be 1
          schema: public         | schma: public             | 2  | unknown key 'schma' in the plan (did you mean 'schema'?)
          schema: public         | schema: [public]          | 2  | 'schema' of the plan must be text
          schema: public         | schema: "a\\0b"           | 2  | schema 'a\\0b' holds a NUL character
          embedding_model: m     | embedding_model:          | 3  | 'embedding_model' is missing in the plan
          People:                | pe.op.le:                 | 5  | table 'op.le' may hold only letters
          People:                | 'drop table x;':          | 5  | table 'drop table x;' may hold only letters
          key: id                | keys: id                  | 6  | unknown key 'keys' in table 'People' (did you mean 'key'?)
          key: id                | keys: id                  | 5  | 'key' is missing in table 'People'
          index: hnsw            | index: hsnw               | 8  | cannot be 'hsnw' (did you mean 'hnsw'?)
          [about]                | []                        | 8  | must name at least one column
          [about]                | about                     | 8  | 'from' of embed task 'vector' must be a list in brackets
          [about]                | [about, about]            | 8  | names 'about' twice
          [about]                | [facts]                   | 8  | reads the column 'facts', which this plan writes
          [about]                | [enrichment_metadata]     | 8  | which is never captured
          vector: {              | id: {                     | 8  | the key column 'id' cannot be written
          vector: {              | embeddings_model: {       | 8  | is a bookkeeping column
          vector: {              | a234567890123456789012345678901234567890123456789012345678901234: { | 8 | is 64 bytes long; PostgreSQL allows 63
          kind: {                | vector: {                 | 10 | the column 'vector' is already written by line 8
          labels/niches.yaml     | labels/absent.yaml        | 10 | the label file 'labels/absent.yaml' does not exist
          top: 2                 | top: 0                    | 10 | 'top' of classify task 'kind' must be a whole number
          top: 2                 | top: two                  | 10 | 'top' of classify task 'kind' must be a number
          at_least: 0.3          | at_least: 1.5             | 10 | 'at_least' of classify task 'kind' must be from 0 to 1
          top: 2                 | model: [m]                | 10 | 'model' of classify task 'kind' must be text
          top: 2                 | fallback: similarity      | 10 | 'fallback' of classify task 'kind' must be a mapping
          top: 2                 | fallback: { below: 0.5 }  | 10 | 'model' is missing in 'fallback' of classify task 'kind'
          top: 2                 | fallback: { model: similarity } | 10 | names 'similarity', which is the task's model already
          top: 2                 | fallback: { model: n, below: 2 } | 10 | 'below' of 'fallback' of classify task 'kind' must be from 0 to 1
          top: 2                 | fallback: { model: n, under: 1 } | 10 | unknown key 'under'
          extractor: credentials | extractor: credentials, entities: [m] | 12 | 'entities' of extract task 'facts' must be text
          as: type               | as: types                 | 10 | (did you mean 'type'?)
          as: type               | as: type, strip_html: 1   | 10 | 'strip_html' of classify task 'kind' must be true or false
          extractor: credentials | extractor: credential     | 12 | unknown extractor 'credential' (did you mean 'credentials'?)
          persona: text          | persona: money            | 13 | 'money' cannot be added
          table: crm.pairs       | table: People             | 15 | the match table cannot be one of 'tables'
          a: left_id             | a: right_id               | 18 | must be two columns
          key: id\\n             | key: left_id\\n           | 16 | 'key' of matches must not be 'a' or 'b'
          of: People             | of: Peple                 | 19 | 'of' names 'Peple', which is not one of 'tables' (did you mean 'People'?)
          seeking: about         | seekin: about             | 20 | unknown scoring input 'seekin' (did you mean 'seeking'?)
          seeking: about         | seeking: about, seeking: b | 20 | 'seeking' occurs twice
          seeking: about         | seeking: enrichment_metadata | 20 | which is never captured
          synergy: 1             | synergy: -1               | 21 | the weight 'synergy' is negative
          synergy: 1             | synergy: 0                | 21 | all weights are 0
          synergy: 1             | sinergy: 1                | 21 | unknown dimension 'sinergy' (did you mean 'synergy'?)
          synergy: 1             | synergy: .nan             | 21 | the weight 'synergy' must be a number
          revenue_compat: 3      | revenue: 3                | 22 | unknown factor 'revenue'
          semantic: 2,           | semantics: 2,             | 22 | 'semantic' is missing in factor 'offering_seeking'
          [0.5, 5]               | [0, 5]                    | 23 | must ascend
          [0.5, 5]               | [0.5, 11]                 | 23 | a score of 0 to 10
          [0.5, 5]               | [0.5]                     | 23 | must be two numbers
          seeking: about         | seeking: [about]         | 20 | 'seeking' is read from one column
          seeking: about         | seeking: facts           | 20 | 'seeking' reads the column 'facts', which this plan writes
          credentials: facts     | credentials: vector      | 20 | 'credentials' reads the column 'vector', which this plan writes
          seeking: about         | contact: about           | 20 | 'contact' of 'inputs' of matches must be a list in brackets
          seeking: about         | contact: []              | 20 | 'contact' must name at least one column
          seeking: about         | contact: [about, about]  | 20 | 'contact' names a column twice
          seeking: about         | enrichment: [about]      | 20 | no task of this plan writes 'about'
          seeking: about         | enrichment: [vector], offer_types: kind | 28 | no classification gives the label 'a'
          synergy: 1             | synergy: 1.0e-9          | 21 | must be 0 or from 0.000001 to 1000000
          weighted               | wheighted                | 24 | unknown aggregation 'wheighted' (did you mean 'weighted'?)
          contact: 4             | contacts: 4              | 25 | unknown factor 'contacts' (did you mean 'contact'?)
          context: { contact: 4 } | momentum: { engagement: 0, social_reach: 0, current_projects: 0, list_size: 0 } | 25 | all weights of 'momentum' are 0
          absent: 2              | absend: 2                | 26 | unknown threshold 'absend' (did you mean 'absent'?)
          absent: 2              | absent: 11               | 26 | the threshold 'absent' must be from 0 to 10
          list_size_full: 500    | list_size_full: 0        | 26 | the threshold 'list_size_full' must be greater than 0
          Gold: 9                | Gold: 19                 | 27 | the level 'Gold' must be from 0 to 10
          other: 1               | others: 1                | 28 | 'other' is missing in 'offer_type_pairs' of matches
          [a, b, 3]              | [a, b]                   | 28 | must be two labels and a score
          [a, b, 3]              | [a, 2, 3]                | 28 | must be text; put it in quotes
          [a, b, 3]              | [a, b, 13]               | 28 | must be from 0 to 10
          [a, b, 3]              | [a, b, 3], [b, a, 4]     | 28 | occurs twice, for pairs have no order
          embed:                 | \\tembed:               | 7  | not valid YAML
          """)
  void shouldRefuseAFaultAtItsLine(String good, String bad, int line, String message) {
    String changed = replaceLast(GOOD, unescape(good), unescape(bad), line);

    PlanException refusal =
        catchThrowableOfType(PlanException.class, () -> PlanReader.read(changed, "p.yaml"));

    assertThat(refusal).isNotNull();
    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message()).contains(message);
            });
  }

  /** Replaces the only occurrence, or of several the last one up to the expected line. */
  private static String replaceLast(String text, String good, String bad, int line) {
    int end = text.lines().limit(line + 1L).collect(Collectors.joining("\n")).length();
    int start = text.lastIndexOf(good, end);
    assertThat(start).as("'%s' occurs in the plan", good).isNotNegative();
    return text.substring(0, start) + bad + text.substring(start + good.length());
  }

  private static String unescape(String cell) {
    return cell.replace("\\n", "\n").replace("\\t", "\t");
  }

  @Test
  void shouldListAllProblemsAtOnceByLine() {
    String bad =
        GOOD.replace("schema: public", "schem: public")
            .replace("index: hnsw", "index: tree")
            .replace("of: People", "of: Nobody")
            .replace("[0.5, 5]", "[2, 5]");

    PlanException refusal =
        catchThrowableOfType(PlanException.class, () -> PlanReader.read(bad, "p.yaml"));

    assertThat(refusal.problems()).extracting(Problem::line).containsExactly(2, 8, 19, 23, 23);
    assertThat(refusal)
        .hasMessageStartingWith("the plan p.yaml has 5 problems:\n  p.yaml:2: unknown key 'schem'");
  }

  @Test
  void shouldReportWhatIsMissing() {
    PlanException refusal =
        catchThrowableOfType(
            PlanException.class,
            () -> PlanReader.read("version: 1\nmatches: { table: m }\n", "p.yaml"));

    assertThat(refusal.problems())
        .extracting(Problem::message)
        .contains(
            "'embedding_model' is missing in the plan",
            "'tables' is missing in the plan",
            "'of' is missing in matches",
            "'weights' is missing in matches");
  }

  @Test
  void shouldRefuseTablesOfOneNameInTwoSchemas() {
    String bad =
        """
        version: 1
        embedding_model: m
        tables:
          a.t: { key: id, embed: { v: { from: [x] } } }
          b.t: { key: id, embed: { v: { from: [x] } } }
        """;

    assertThatThrownBy(() -> PlanReader.read(bad, "p.yaml"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("p.yaml:5: a table 't' of another schema is in this plan already");
  }

  @Test
  void shouldRefuseEmptyAndBinaryText() {
    assertThatThrownBy(() -> PlanReader.read("# nothing\n", "p.yaml"))
        .hasMessageContaining("p.yaml:1: the plan is empty");
    assertThatThrownBy(() -> PlanReader.read("version: \u0001", "p.yaml"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("a special character is not allowed");
    assertThatThrownBy(() -> PlanReader.read("- a\n- b\n", "p.yaml"))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("p.yaml:1: the plan must be a mapping");
  }

  @Test
  void shouldFindLabelFilesBesideThePlanAndCheckThem(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("labels"));
    Files.writeString(
        folder.resolve("labels/niches.yaml"),
        """
        - { name: one, description: The first. }
        - { name: one, description: The same. }
        - { name: two, descripton: Misspelt. }
        - { name: three, description: The third., keywords: ['m*ll', '*', water*], examples: [a, a] }
        - nothing: [lorem ipsum]
        - nothing: [asdf]
        """);
    Path plan = Files.writeString(folder.resolve("own.yaml"), GOOD);

    PlanException refusal = catchThrowableOfType(PlanException.class, () -> PlanReader.read(plan));

    assertThat(refusal.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "labels/niches.yaml:2: the label 'one' occurs twice; keep one",
            "labels/niches.yaml:3: 'description' is missing in a label",
            "labels/niches.yaml:3: unknown key 'descripton' in a label (did you mean"
                + " 'description'?)",
            "labels/niches.yaml:4: in the keyword 'm*ll' a * may stand only at the end of a word",
            "labels/niches.yaml:4: the keyword '*' holds no letter, digit or sign of money",
            "labels/niches.yaml:4: 'examples' of a label holds 'a' twice; keep one",
            "labels/niches.yaml:6: 'nothing' occurs twice; keep one");
  }

  @Test
  void shouldReadKeywordsExamplesAndTextsThatFitNothing(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("labels"));
    Files.writeString(
        folder.resolve("labels/niches.yaml"),
        """
        - { name: one, description: The first., keywords: [mill*], examples: [We grind corn.] }
        - { name: two, description: The second. }
        - nothing: [lorem ipsum]
        """);
    Path plan =
        Files.writeString(
            folder.resolve("own.yaml"), GOOD.replace("as: type", "as: type, strip_html: true"));

    ClassifyTask task = PlanReader.read(plan).table("People").classify().get(0);

    assertThat(task.labels())
        .isEqualTo(
            new LabelSet(
                "labels/niches.yaml",
                List.of(
                    new Label("one", "The first.", List.of("mill*"), List.of("We grind corn.")),
                    new Label("two", "The second.")),
                List.of("lorem ipsum")));
    assertThat(task.stripHtml()).isTrue();
  }

  @Test
  void shouldRefuseAPlanThatDoesNotExist(@TempDir Path folder) {
    assertThatThrownBy(() -> PlanReader.read(folder.resolve("absent.yaml")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("absent.yaml: the file does not exist");
  }

  @Test
  void shouldReadTheShippedFilesFromTheirFolderToo() {
    EnrichmentPlan fromFolder = PlanReader.read(Path.of(PlanReader.DEFAULT_PLAN));

    assertThat(fromFolder).isEqualTo(PlanReader.readDefault());
  }
}
