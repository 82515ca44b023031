package io.millrace.app.adopt;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.local.InstalledTasks;
import io.millrace.app.local.LocalPipeline;
import io.millrace.app.local.PlannedGeneration;
import io.millrace.connectors.HeldCount;
import io.millrace.connectors.HeldRow;
import io.millrace.connectors.HeldRows;
import io.millrace.connectors.TaskVersion;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelDescription;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Hands the vectors that rows hold already, and of which nothing is noted, to the active generation
 * as results of its model for the texts that stand beside them. What the generation makes of them
 * goes the way of all results: past the fence, into the provenance. Not threadsafe.
 */
public final class Adoption {
  private final Installation installation;
  private final PlannedGeneration generation;
  private final AdoptionRequest request;
  private final ModelDescription model;
  private final AdoptionTables tables;
  private final Clock clock;

  /**
   * @throws UserException if the plan has another model, or no such columns
   */
  public Adoption(Installation installation, AdoptionRequest request, Clock clock) {
    this.installation = installation;
    this.generation = PlannedGeneration.active(installation);
    this.request = request;
    this.model = InstalledTasks.embeddingModel(installation, generation);
    this.tables = new AdoptionTables(installation, generation, request, model.dimensions());
    this.clock = clock;
  }

  /**
   * How many vectors there are; nothing is changed.
   *
   * @throws UserException if the database is not prepared, or an upgrade is under way
   */
  public List<HeldCount> count() {
    return tables.read(
        held -> {
          List<HeldCount> counts = new ArrayList<>();
          for (HeldRows rows : held.values()) {
            counts.addAll(rows.count());
          }
          return counts;
        });
  }

  /**
   * Compares some vectors with those of their rows' present texts, which costs a model call each.
   *
   * @throws UserException if the model does not answer
   */
  public SampleReport sample() {
    Map<String, List<HeldRow>> samples =
        tables.read(
            held -> {
              Map<String, List<HeldRow>> read = new LinkedHashMap<>();
              for (Map.Entry<String, HeldRows> table : held.entrySet()) {
                read.put(table.getKey(), table.getValue().sample(request.sample()));
              }
              return read;
            });
    return samples.values().stream().allMatch(List::isEmpty) ? SampleReport.NONE : compare(samples);
  }

  private SampleReport compare(Map<String, List<HeldRow>> samples) {
    try (EmbeddingModel opened = InstalledTasks.openEmbeddingModel(installation, generation)) {
      SampleCheck check = new SampleCheck(opened, request.leastCosine());
      return samples.entrySet().stream()
          .map(table -> check.compare(table.getKey(), table.getValue()))
          .reduce(SampleReport.NONE, SampleReport::plus);
    }
  }

  /**
   * Does nothing if what a sample showed allows an adoption.
   *
   * @throws UserException if vectors of it disagree and that was not allowed
   */
  public void requireAgreed(SampleReport sample) {
    if (!sample.isAgreed() && !request.isAnyway()) {
      throw UserException.failure(
          sample.text()
              + " Nothing was adopted. Set such vectors to NULL, so that they are computed; or"
              + " adopt the others with --anyway.");
    }
  }

  /**
   * Adopts; returns when Kafka has all of it. To do it twice changes nothing.
   *
   * @param sample what {@link #sample} showed
   * @param progress is told how many rows were read
   * @throws UserException as {@link #requireAgreed}
   */
  public AdoptionResult run(SampleReport sample, LongConsumer progress) {
    requireAgreed(sample);
    new LocalPipeline(installation).prepareTopics(generation);
    Candidates candidates = new Candidates(model.dimensions());
    return tables.read(
        held -> {
          try (AdoptionWriter writer = AdoptionWriter.open(installation)) {
            AdoptionRun run = new AdoptionRun(writer, progress);
            for (Map.Entry<String, HeldRows> table : held.entrySet()) {
              run.adopt(table.getValue(), adopted(table.getKey(), candidates, sample));
            }
            return run.result(candidates);
          }
        });
  }

  private AdoptedRows adopted(String table, Candidates candidates, SampleReport sample) {
    Map<String, TaskVersion> versions =
        InstalledTasks.versions(installation, generation).stream()
            .filter(version -> version.table().equals(table))
            .collect(Collectors.toMap(TaskVersion::column, Function.identity()));
    return new AdoptedRows(table, generation.number(), versions, candidates, sample, clock);
  }
}
