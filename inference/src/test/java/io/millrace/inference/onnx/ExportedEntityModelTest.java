package io.millrace.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.millrace.inference.Entities;
import io.millrace.inference.Entities.Entity;
import io.millrace.inference.Entities.Kind;
import io.millrace.inference.EntityModel;
import io.millrace.inference.EntityModelProvider;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model knows the label of each piece by heart. */
class ExportedEntityModelTest {
  private static final List<String> LABELS =
      List.of("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-DATE");

  private static final TinyVocabulary WORDS =
      TinyVocabulary.of(
          "Ada", "Love", "##lace", "Grace", "Forbes", "Acme", "Labs", "London", "wrote", "for", ".",
          "🚀", "é", "May");

  /** Of the pieces above; what goes on within a word is labelled wrongly on purpose. */
  private static final List<String> LABEL_OF_PIECE =
      List.of(
          "B-PER", "I-PER", "O", "B-PER", "B-ORG", "B-ORG", "I-ORG", "B-LOC", "O", "O", "O", "O",
          "O", "B-DATE");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path root;

  @SuppressWarnings("NullAway.Init")
  private TinyFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder =
        new TinyFolder(root)
            .model(
                TinyModels.tokenLabels(
                    WORDS.size(), LABELS.size(), ExportedEntityModelTest::labelOf))
            .tokenizer(WORDS)
            .labels(LABELS.toArray(String[]::new));
  }

  private static int labelOf(int piece) {
    int own = piece - TinyVocabulary.SPECIAL.size();
    return own < 0 ? 0 : LABELS.indexOf(LABEL_OF_PIECE.get(own));
  }

  private EntityModel open() {
    return ServiceLoader.load(EntityModelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(OnnxEntityModelProvider.class::isInstance)
        .findFirst()
        .orElseThrow()
        .open(TinyFolder.NAME, folder.settings());
  }

  private static List<ModelOutcome<Entities>> extract(EntityModel model, List<String> texts) {
    return model.extract(texts).toCompletableFuture().join();
  }

  private List<Entity> extractOne(String text) {
    try (EntityModel model = open()) {
      return extract(model, List.of(text)).get(0).answer().orElseThrow().value().entities();
    }
  }

  private static void assertThatSpansAreTheirs(String text, List<Entity> entities) {
    assertThat(entities)
        .allSatisfy(
            entity ->
                assertThat(
                        text.substring(
                            text.offsetByCodePoints(0, entity.start()),
                            text.offsetByCodePoints(0, entity.end())))
                    .isEqualTo(entity.text()));
  }

  @Test
  void shouldJoinPiecesToWordsAndWordsToNames() {
    String text = "Ada Lovelace wrote for Acme Labs.";

    List<Entity> entities = extractOne(text);

    assertThat(entities)
        .extracting(Entity::kind, Entity::text)
        .containsExactly(tuple(Kind.PERSON, "Ada Lovelace"), tuple(Kind.ORGANISATION, "Acme Labs"));
    assertThatSpansAreTheirs(text, entities);
    double certain = Math.exp(5) / (Math.exp(5) + LABELS.size() - 1);
    assertThat(entities.get(0).confidence()).isCloseTo(certain, within(1e-6));
  }

  @Test
  void shouldCountCodePointsThoughEmojiTakeTwoCharacters() {
    String text = "🚀🚀 é Grace wrote 🚀 London";

    List<Entity> entities = extractOne(text);

    assertThat(entities).extracting(Entity::text).containsExactly("Grace", "London");
    assertThat(entities.get(0).start()).isEqualTo(5);
    assertThatSpansAreTheirs(text, entities);
  }

  @Test
  void shouldBeginANewNameAtABeginningOfTheSameKind() {
    assertThat(extractOne("Ada Grace Forbes Acme Labs"))
        .extracting(Entity::text)
        .containsExactly("Ada", "Grace", "Forbes", "Acme Labs");
  }

  @Test
  void shouldLeaveOutKindsThatNobodyAskedFor() {
    assertThat(extractOne("wrote for May")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 9, 10, 11, 12, 30, 61, 90})
  void shouldFindEveryNameOnceInATextOfSeveralWindows(int names) throws IOException {
    folder.file("tokenizer_config.json", "{\"model_max_length\":16}");
    String text =
        String.join(
            " ",
            IntStream.range(0, names)
                .mapToObj(index -> index % 3 == 0 ? "Ada Lovelace wrote" : "🚀 London .")
                .toList());

    List<Entity> entities = extractOne(text);

    assertThat(entities).hasSize(names);
    assertThat(entities.stream().map(Entity::start).distinct()).hasSize(entities.size());
    assertThat(entities)
        .allSatisfy(entity -> assertThat(entity.text()).isIn("Ada Lovelace", "London"));
    assertThatSpansAreTheirs(text, entities);
  }

  @Test
  void shouldSayThatItReadOnlyTheBeginningOfAVeryLongText() throws IOException {
    folder.file("tokenizer_config.json", "{\"model_max_length\":16}");

    try (EntityModel model = open()) {
      Answered<Entities> outcome =
          extract(model, List.of("London wrote ".repeat(50_000))).get(0).answer().orElseThrow();

      assertThat(outcome.provenance().truncated()).isTrue();
      assertThat(outcome.provenance().tokens()).isEqualTo(OnnxEntityModel.MAXIMUM_WINDOWS * 16);
      assertThat(outcome.value().entities()).hasSizeGreaterThan(100);
    }
  }

  @Test
  void shouldAnswerTextsOfABatchInTheirOrder() {
    List<String> texts =
        IntStream.range(0, 32)
            .mapToObj(index -> "wrote ".repeat(index) + (index % 2 == 0 ? "Grace" : "London"))
            .toList();

    try (EntityModel model = open()) {
      List<ModelOutcome<Entities>> together = extract(model, texts);

      for (int index = 0; index < texts.size(); index++) {
        assertThat(together.get(index).answer().orElseThrow().value())
            .isEqualTo(
                extract(model, List.of(texts.get(index))).get(0).answer().orElseThrow().value());
      }
    }
  }

  @Test
  void shouldGiveEachTextOfABatchItsOwnFault() {
    try (EntityModel model = open()) {
      List<ModelOutcome<Entities>> outcomes = extract(model, List.of("Grace", "\ufffd", "London"));

      assertThat(outcomes).element(0).isInstanceOf(Answered.class);
      assertThat(((Rejected<Entities>) outcomes.get(1)).reason()).isEqualTo("no_tokens");
      assertThat(outcomes).element(2).isInstanceOf(Answered.class);
    }
  }

  @Test
  void shouldShowNoTextInWhatIsLogged() {
    assertThat(extractOne("Ada Lovelace").toString()).doesNotContain("Ada");
  }
}
