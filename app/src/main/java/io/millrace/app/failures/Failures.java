package io.millrace.app.failures;

import io.millrace.app.local.Installation;
import io.millrace.app.rereads.RowAddress;
import io.millrace.app.rereads.RowRequests;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.schemas.FailureStage;
import io.millrace.schemas.Names;
import io.millrace.schemas.RereadReason;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.stack.KafkaAccess;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The failure list of an installation. Not threadsafe. */
public final class Failures {
  private final FailureTopic topic;
  private final Supplier<FailureRows> openRows;
  private final Supplier<RowRequests> openRequests;

  /**
   * @throws io.millrace.app.UserException if Kafka does not run
   */
  public Failures(Installation installation) {
    this(
        FailureTopic.of(installation),
        () -> FailureRows.open(installation),
        () -> RowRequests.open(installation));
  }

  private Failures(
      FailureTopic topic, Supplier<FailureRows> openRows, Supplier<RowRequests> openRequests) {
    this.topic = topic;
    this.openRows = openRows;
    this.openRequests = openRequests;
  }

  /**
   * The list of a pipeline that runs elsewhere than in a local stack.
   *
   * @param database opens a connection; one that cannot throws a {@link
   *     io.millrace.app.UserException}
   */
  public static Failures of(
      KafkaAccess kafka,
      RegistrySettings registry,
      Names names,
      EnrichmentPlan plan,
      Supplier<Connection> database) {
    return new Failures(
        new FailureTopic(kafka, registry, names.failuresTopic()),
        () -> new FailureRows(database.get(), plan, names),
        () -> RowRequests.open(kafka, registry, names, plan));
  }

  /**
   * What a retry did.
   *
   * @param rows that are read and tried again
   * @param gone rows that are not there any more; their entries were taken off the list
   * @param unnamed entries that name no row, of which nothing can be tried again
   */
  public record Retried(long rows, long gone, long unnamed) {}

  /**
   * Entries of the list, the latest first.
   *
   * <p>The sink does not remember what it listed, nor does anybody know of entries that an earlier
   * version listed for a younger generation: one whose value was written since is left out here.
   */
  public List<FailureEntry> list(FailureSelection selection) {
    try (FailureRows rows = openRows.get()) {
      return topic.read().stream()
          .filter(selection::includes)
          .filter(entry -> !entry.isForgotten() || !isWrittenSince(rows, entry))
          .sorted(
              Comparator.comparingLong((FailureEntry entry) -> entry.failure().getLastAt())
                  .reversed()
                  .thenComparing(FailureEntry::recordKey))
          .toList();
    }
  }

  private static boolean isWrittenSince(FailureRows rows, FailureEntry entry) {
    return rows.isWrittenSince(address(entry), entry.failure());
  }

  /**
   * Has the rows of entries read again, so that what failed is tried with their present text.
   *
   * @throws io.millrace.app.UserException if the pipeline does not run
   */
  public Retried retry(FailureSelection selection) {
    try (RowRequests requests = openRequests.get();
        FailureRows rows = openRows.get()) {
      List<FailureEntry> entries = list(selection);
      Set<RowAddress> named = new LinkedHashSet<>();
      entries.stream().filter(FailureEntry::namesRow).map(Failures::address).forEach(named::add);
      Set<RowAddress> present = rows.present(named);
      List<FailureEntry> gone = new ArrayList<>(entries);
      gone.removeIf(entry -> !entry.namesRow() || present.contains(address(entry)));
      topic.remove(gone);
      long unnamed = entries.stream().filter(entry -> !entry.namesRow()).count();
      return new Retried(
          requests.ask(present, RereadReason.RETRY), named.size() - present.size(), unnamed);
    }
  }

  /** Rows of which a model refused something for a generation. */
  public Set<RowAddress> rowsOf(int generation) {
    return ofModels(generation).map(Failures::address).collect(Collectors.toSet());
  }

  /** How many results a generation failed to compute or to write. */
  public long count(int generation) {
    return list(new FailureSelection.All()).stream()
        .filter(entry -> entry.failure().getGeneration() == generation)
        .count();
  }

  private Stream<FailureEntry> ofModels(int generation) {
    return topic.read().stream()
        .filter(FailureEntry::namesRow)
        .filter(entry -> entry.failure().getStage() == FailureStage.MODEL)
        .filter(entry -> entry.failure().getGeneration() == generation);
  }

  /**
   * Takes a generation's entries off the list.
   *
   * @return how many there were
   */
  public int forget(int generation) {
    List<FailureEntry> entries =
        topic.read().stream()
            .filter(entry -> entry.failure().getGeneration() == generation)
            .toList();
    topic.remove(entries);
    return entries.size();
  }

  static RowAddress address(FailureEntry entry) {
    return new RowAddress(entry.failure().getTable(), entry.failure().getKey());
  }
}
