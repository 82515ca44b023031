package io.millrace.app.progress;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a stage has before it.
 *
 * @param retrying pieces of held work that wait for another attempt
 * @param partitions of what it reads and of what it holds
 */
record StageReading(long retrying, List<PartitionLag> partitions) {
  StageReading {
    partitions = List.copyOf(partitions);
  }

  StageReading plus(StageReading other) {
    return new StageReading(
        retrying + other.retrying,
        Stream.concat(partitions.stream(), other.partitions.stream()).toList());
  }

  Backlog backlog() {
    return partitions.stream().map(PartitionLag::backlog).reduce(Backlog.NONE, Backlog::plus);
  }
}
