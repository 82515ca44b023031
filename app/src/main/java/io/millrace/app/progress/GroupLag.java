package io.millrace.app.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far behind a consumer group is.
 *
 * @param at when it was read, milliseconds since 1970
 * @param members that the group has now; 0: nobody reads
 * @param partitions of all topics that it reads
 * @param warnings sentences for people
 */
public record GroupLag(
    long at, String group, int members, List<PartitionLag> partitions, List<String> warnings) {
  /** Orders and copies. */
  public GroupLag {
    partitions =
        partitions.stream()
            .sorted(
                Comparator.comparing(PartitionLag::source)
                    .thenComparingInt(PartitionLag::partition))
            .toList();
    warnings = List.copyOf(warnings);
  }

  /**
   * What waits, in partitions of which the group has committed a position: where it has none, it is
   * its own setting that decides whether it begins with the oldest record or with the newest.
   */
  private Backlog backlog() {
    return partitions.stream()
        .filter(partition -> !partition.isWithoutCommit())
        .map(PartitionLag::backlog)
        .reduce(Backlog.NONE, Backlog::plus);
  }

  /** Age of the oldest record that waits. */
  public double behindSeconds() {
    return backlog().seconds(at);
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return backlog().isEmpty();
  }

  /** How many records wait. */
  public long records() {
    return backlog().records();
  }

  private long withoutCommit() {
    return partitions.stream().filter(PartitionLag::isWithoutCommit).count();
  }

  private String state() {
    return members > 0 ? "ok" : "stopped";
  }

  /** The shape of {@code lag --group --json}. */
  public Map<String, Object> document(StageTrend trend) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", at);
    document.put("group", group);
    document.put("state", state());
    document.put("members", members);
    document.put("behind_seconds", behindSeconds());
    document.put("records", records());
    document.putAll(trend.document());
    document.put("partitions_without_commit", withoutCommit());
    document.put("partitions", partitions.stream().map(p -> p.document(at)).toList());
    document.put("warnings", warnings);
    return document;
  }

  /** A table for people. */
  public String text(StageTrend trend) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line("%-50s %9s %9s %12s %12s", "partition", "seconds", "records", "committed", "end"));
    for (PartitionLag partition : partitions) {
      lines.add(
          line(
              "%-50s %9.1f %9d %12s %12s",
              partition.source() + "/" + partition.partition(),
              partition.backlog().seconds(at),
              partition.backlog().records(),
              partition.committed() == null ? "none yet" : partition.committed().toString(),
              String.valueOf(partition.end())));
    }
    warnings.forEach(warning -> lines.add("! " + warning));
    lines.add(
        line(
            "group %s: %s, %d members, behind by %.1f s, %d records, %s, %+.1f records/s%s",
            group,
            state(),
            members,
            behindSeconds(),
            records(),
            trend.trend().label(),
            trend.recordsPerSecond() + 0.0,
            drained(trend)));
    return String.join(System.lineSeparator(), lines);
  }

  private String drained(StageTrend trend) {
    Double drain = trend.drainSeconds();
    return isEmpty() || drain == null ? "" : ", drained in " + TimeText.of(drain);
  }

  private static String line(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
