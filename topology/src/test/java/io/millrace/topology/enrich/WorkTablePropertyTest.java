package io.millrace.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.schemas.EnrichedRow;
import io.millrace.schemas.Failure;
import io.millrace.schemas.InputHash;
import io.millrace.schemas.TaskResult;
import io.millrace.topology.enrich.EnrichBench.Request;
import io.millrace.topology.task.TaskDefinition;
import io.millrace.topology.task.TaskValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The work table under whatever order of edits, deletions, answers, refusals, retries, ticks and
 * restarts: what is asked, and what it comes to (invariants 2 and 3).
 */
class WorkTablePropertyTest {
  private static final int ROWS = 3;
  private static final List<TaskDefinition> TASKS = List.of(task("labels"), task("facts"));

  private EnrichBench bench = new EnrichBench(TASKS);
  private final Map<String, Map<String, String>> rows = new HashMap<>();
  private final OpenAttempts open = new OpenAttempts();
  private int seenRequests;

  private static TaskDefinition task(String column) {
    return new TaskDefinition(column, List.of("text_of_" + column), "version", "test/model", "[]");
  }

  @Provide
  Arbitrary<List<WorkStep>> steps() {
    Arbitrary<Integer> row = Arbitraries.integers().between(0, ROWS - 1);
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 20);
    Arbitrary<Integer> millis = Arbitraries.of(1, 10, 100, 700, 5_000, 700_000);
    Arbitrary<WorkStep> edit =
        Combinators.combine(
                row,
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(true, false, false, false))
            .as(WorkStep.Edit::new);
    Arbitrary<WorkStep> putOff =
        Combinators.combine(any, millis, Arbitraries.of(true, false)).as(WorkStep.PutOff::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, edit),
            Tuple.of(1, row.map(WorkStep.Delete::new)),
            Tuple.of(5, any.map(WorkStep.Answer::new)),
            Tuple.of(1, any.map(WorkStep.Refuse::new)),
            Tuple.of(2, putOff),
            Tuple.of(8, millis.map(WorkStep.Tick::new)),
            Tuple.of(1, Arbitraries.just(new WorkStep.Restart())))
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  @Property(tries = 500)
  void shouldAskOnlyWhatIsPresentAndEndInThePresentState_invariants2And3(
      @ForAll("steps") List<WorkStep> steps, @ForAll boolean isBesideOlder) {
    begin(isBesideOlder ? Optional.of(new OwnerGeneration(1, Map.of())) : Optional.empty());
    for (WorkStep step : steps) {
      carryOut(step);
      checkRequests();
    }

    answerAll();

    assertThat(bench.isDone()).as("all work is done").isTrue();
    rows.forEach(this::checkResults);
    bench
        .enriched()
        .forEach(
            (key, record) ->
                assertThat(record.isPresent()).as(key).isEqualTo(rows.containsKey(key)));
  }

  /** The library keeps one object for all tries. */
  private void begin(Optional<OwnerGeneration> older) {
    bench = new EnrichBench(TASKS, older);
    rows.clear();
    open.restart();
    open.keep(Set.of());
    seenRequests = 0;
  }

  private void carryOut(WorkStep step) {
    if (step instanceof WorkStep.Edit edit) {
      edit(edit);
    } else if (step instanceof WorkStep.Delete delete) {
      rows.remove(key(delete.row()));
      open.keep(present());
      bench.delete(key(delete.row()));
      assertThat(bench.work(key(delete.row()))).as("work of a deleted row").isNull();
    } else if (step instanceof WorkStep.Tick tick) {
      tick(tick.millis());
    } else if (step instanceof WorkStep.Restart) {
      bench.restart();
      open.restart();
    } else {
      settle(step);
    }
  }

  private void tick(long millis) {
    bench.tick(millis);
    open.tick(bench.now(), present());
    for (String text : open.texts()) {
      assertThat(bench.attempts(text)).as("attempts of " + text).isEqualTo(open.attempts(text));
    }
  }

  /** The texts that rows have. */
  private Set<String> present() {
    return rows.values().stream()
        .flatMap(texts -> texts.values().stream())
        .collect(Collectors.toSet());
  }

  private void edit(WorkStep.Edit edit) {
    String key = key(edit.row());
    Map<String, String> texts = rows.computeIfAbsent(key, name -> new HashMap<>());
    for (TaskDefinition task : TASKS) {
      texts.putIfAbsent(task.from().get(0), "");
    }
    String column = TASKS.get(edit.task()).from().get(0);
    texts.put(column, edit.text() == 0 ? "" : key + " " + column + " " + edit.text());
    open.keep(present());
    bench.row(key, texts, edit.isSnapshot());
  }

  private void settle(WorkStep step) {
    List<Request> underWay = bench.underWay();
    if (underWay.isEmpty()) {
      return;
    }
    if (step instanceof WorkStep.Answer answer) {
      Request request = underWay.get(answer.request() % underWay.size());
      open.answered(request.text());
      bench.answer(request);
    } else if (step instanceof WorkStep.Refuse refuse) {
      Request request = underWay.get(refuse.request() % underWay.size());
      open.answered(request.text());
      bench.settle(request, new ModelOutcome.Rejected<>("refused", "The model refuses."));
    } else if (step instanceof WorkStep.PutOff putOff) {
      Request request = underWay.get(putOff.request() % underWay.size());
      open.putOff(request.text(), putOff);
      bench.settle(
          request,
          new RetryLater<TaskValue>("later", Duration.ofMillis(putOff.millis()), putOff.isAsked()));
    }
  }

  /** What was asked since the last check. */
  private void checkRequests() {
    List<Request> requests = bench.requests();
    for (Request request : requests.subList(seenRequests, requests.size())) {
      String key = request.text().substring(0, request.text().indexOf(' '));
      assertThat(rows).as("a deleted row is asked for: " + request.text()).containsKey(key);
      assertThat(rows.get(key)).as("the latest wins").containsValue(request.text());
      assertThat(request.at())
          .as("next try")
          .isGreaterThanOrEqualTo(open.notBefore(request.text()));
    }
    seenRequests = requests.size();
    for (TaskDefinition task : TASKS) {
      List<Request> ofTask =
          bench.underWay().stream().filter(r -> r.task().equals(task.column())).toList();
      assertThat(ofTask).as("in flight").hasSizeLessThanOrEqualTo(EnrichBench.IN_FLIGHT);
      assertThat(ofTask).extracting(Request::text).doesNotHaveDuplicates();
    }
  }

  /** The model is well from now on. */
  private void answerAll() {
    for (int round = 0; round < 50 && !bench.isDone(); round++) {
      tick(1_000_000);
      checkRequests();
      bench.underWay().forEach(request -> open.answered(request.text()));
      bench.underWay().forEach(bench::answer);
      tick(1);
    }
  }

  private void checkResults(String key, Map<String, String> texts) {
    EnrichedRow row =
        bench.enriched().getOrDefault(key, Optional.empty()).orElseThrow(AssertionError::new);
    for (TaskDefinition task : TASKS) {
      String text = texts.getOrDefault(task.from().get(0), "");
      Optional<TaskResult> result =
          row.getResults().stream()
              .filter(found -> found.getColumn().equals(task.column()))
              .filter(found -> found.getInputHash().equals(hash(text)))
              .findFirst();
      if (result.isEmpty()) {
        assertThat(bench.failures())
            .as("why " + text + " has no result")
            .anyMatch(failure -> isOf(failure, key, task, text));
      } else {
        String expected = text.isEmpty() ? "[]" : "[\"" + text + "\"]";
        assertThat(result.get().getJson()).isEqualTo(expected);
      }
    }
  }

  private static boolean isOf(Failure failure, String key, TaskDefinition task, String text) {
    return failure.getKey().equals(key)
        && failure.getColumn().equals(task.column())
        && failure.getInputHash().equals(hash(text));
  }

  private static String hash(String text) {
    return InputHash.of(List.of(text));
  }

  private static String key(int row) {
    return "row" + row;
  }
}
