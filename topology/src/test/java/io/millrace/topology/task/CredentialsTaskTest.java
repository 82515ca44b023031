package io.millrace.topology.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.Entities;
import io.millrace.inference.Entities.Entity;
import io.millrace.inference.Entities.Kind;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.ModelOutcome.Rejected;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Priority;
import io.millrace.inference.Provenance;
import io.millrace.inference.credentials.CredentialsExtractor;
import io.millrace.inference.credentials.NamedEntity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CredentialsTaskTest {
  private static final CredentialsExtractor RULES = new CredentialsExtractor();
  private static final Provenance NAMES = new Provenance("test/ner", "7", 0, 9, false, List.of());

  private final RecordingTaskMetrics metrics = new RecordingTaskMetrics();
  private final TaskCalls calls = new TaskCalls(metrics, "credentials");
  private final List<String> asked = new ArrayList<>();

  @Test
  void shouldFindCredentialsByRulesAndCountOneCall() {
    CredentialsTask task = new CredentialsTask(RULES, null, calls);

    Answered<String> answer = answer(task, "Featured in Forbes.", "TEDx speaker");

    assertThat(answer.value()).contains("Forbes").contains("\"credibility_score\"");
    assertThat(answer.provenance().model()).isEqualTo(RULES.version());
    assertThat(metrics.events).containsExactly("call credentials");
  }

  @Test
  void shouldSayThatNothingWasFound() {
    assertThat(answer(new CredentialsTask(RULES, null, calls), "I like tea.", null).value())
        .isEqualTo("{}");
  }

  @Test
  void shouldAskTheModelOnceForAllColumnsAndLeaveCountingToIt() {
    CredentialsTask task = with(new Answered<>(new Entities(List.of()), NAMES));

    Answered<String> answer = answer(task, " Featured in Forbes. ", "TEDx speaker");

    assertThat(asked).containsExactly("Featured in Forbes.\n\nTEDx speaker");
    assertThat(answer.provenance().model()).isEqualTo(RULES.version() + " + test/ner");
    assertThat(answer.provenance().tokens()).isEqualTo(9);
    assertThat(metrics.events).isEmpty();
  }

  @Test
  void shouldWaitForTheModelThatIsAway() {
    CredentialsTask task = with(new RetryLater<>("away", Duration.ofSeconds(5)));

    assertThat(outcome(task, "Featured in Forbes.", null))
        .isEqualTo(new RetryLater<String>("away", Duration.ofSeconds(5)));
  }

  @Test
  void shouldAnswerByTheRulesAloneAndSaySo_whenTheModelRefusesTheText() {
    CredentialsTask task = with(new Rejected<>("too_odd", "no"));

    Answered<String> answer = answer(task, "Featured in Forbes.", null);

    assertThat(answer.value()).contains("Forbes");
    assertThat(answer.provenance().marks()).containsExactly(Provenance.FALLBACK);
  }

  @Test
  void shouldHaveAnotherVersionWithAModel() {
    CredentialsTask with = with(new Rejected<>("too_odd", "no"));

    assertThat(with.fingerprint())
        .isNotEqualTo(new CredentialsTask(RULES, null, calls).fingerprint());
  }

  @Test
  void shouldFindTheWayBackFromPlacesInTheJoinedTextToTheColumns() {
    JoinedTexts joined =
        JoinedTexts.of(
                List.of(
                    new InputText("a", "  \uD83D\uDE00 Acme"),
                    new InputText("blank", " "),
                    new InputText("b", "\tat Bolt")))
            .orElseThrow();

    List<NamedEntity> placed =
        joined.inColumns(
            new Entities(
                List.of(
                    new Entity(Kind.ORGANISATION, "Acme", 2, 6, 0.9),
                    new Entity(Kind.MISCELLANEOUS, "Bolt", 11, 15, 0.8),
                    new Entity(Kind.PERSON, "over both", 4, 12, 0.8))));

    assertThat(joined.text()).isEqualTo("\uD83D\uDE00 Acme\n\nat Bolt");
    assertThat(placed)
        .containsExactly(
            new NamedEntity(NamedEntity.Type.ORGANISATION, "a", 4, 8, 0.9),
            new NamedEntity(NamedEntity.Type.MISCELLANEOUS, "b", 4, 8, 0.8));
    assertThat(joined.toString()).doesNotContain("Acme");
  }

  private CredentialsTask with(ModelOutcome<Entities> outcome) {
    return new CredentialsTask(RULES, new FixedFinder(outcome, asked), calls);
  }

  private static Answered<String> answer(CredentialsTask task, @Nullable String... texts) {
    return outcome(task, texts).answer().orElseThrow();
  }

  private static ModelOutcome<String> outcome(CredentialsTask task, @Nullable String... texts) {
    List<InputText> inputs = new ArrayList<>();
    Arrays.asList(texts).forEach(text -> inputs.add(new InputText("c" + inputs.size(), text)));
    return task.extract(inputs, Priority.FRESH).toCompletableFuture().join();
  }

  private record FixedFinder(ModelOutcome<Entities> outcome, List<String> asked)
      implements EntityFinder {
    @Override
    public String model() {
      return "test/ner";
    }

    @Override
    public String fingerprint() {
      return "ner";
    }

    @Override
    public CompletionStage<ModelOutcome<Entities>> find(
        String text, Priority priority, String task) {
      asked.add(text);
      return CompletableFuture.completedFuture(outcome);
    }
  }
}
