package io.millrace.sink;

import java.util.List;
import java.util.Optional;

/** Everything that one connector writes to. */
record Targets(List<TableTarget> tables, List<MatchTarget> matches) {
  Targets {
    tables = List.copyOf(tables);
    matches = List.copyOf(matches);
  }

  /** The table whose enriched rows this topic carries. */
  Optional<TableTarget> table(String topic) {
    return tables.stream().filter(table -> table.topic().equals(topic)).findFirst();
  }

  /** The table whose scores this topic carries. */
  Optional<MatchTarget> match(String topic) {
    return matches.stream().filter(match -> match.topic().equals(topic)).findFirst();
  }
}
