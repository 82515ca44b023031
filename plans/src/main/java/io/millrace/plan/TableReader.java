package io.millrace.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads what a plan says of one table. */
final class TableReader {
  private static final Set<String> ADDABLE_TYPES =
      Set.of("text", "jsonb", "timestamptz", "double precision");

  private final QualifiedName name;
  private final PlanMapping mapping;
  private final ProblemList problems;
  private final TaskReader tasks;
  private final Map<String, Integer> writtenAt = new HashMap<>();

  TableReader(QualifiedName name, PlanMapping mapping, LabelReader labels) {
    this.name = name;
    this.mapping = mapping;
    this.problems = mapping.problems();
    this.tasks = new TaskReader(labels);
  }

  TablePlan read() {
    String key = mapping.text("key");
    Identifiers.check(key, "the key column", mapping.line("key"), problems);
    TablePlan table =
        new TablePlan(
            name.schema(),
            name.name(),
            key,
            tasks("embed", tasks::embed),
            tasks("classify", tasks::classify),
            tasks("extract", tasks::extract),
            addedColumns(),
            bookkeeping());
    mapping.refuseOthers();
    refuseConflicts(table);
    return table;
  }

  private <T extends PlanTask> List<T> tasks(
      String kind, BiFunction<String, PlanMapping, T> reader) {
    List<T> found = new ArrayList<>();
    mapping
        .mapping(kind)
        .ifPresent(
            group -> {
              for (String column : group.keys()) {
                written(column, group.line(column));
                PlanMapping task = group.child(column, kind + " task '" + column + "'");
                found.add(reader.apply(column, task));
                task.refuseOthers();
              }
            });
    return found;
  }

  private void written(String column, int line) {
    Identifiers.check(column, "the column", line, problems);
    Integer before = writtenAt.putIfAbsent(column, line);
    if (before != null) {
      problems.add(line, "the column '%s' is already written by line %d".formatted(column, before));
    }
  }

  private Map<String, String> addedColumns() {
    Map<String, String> columns = new LinkedHashMap<>();
    mapping
        .mapping("add_columns")
        .ifPresent(
            group -> {
              for (String column : group.keys()) {
                written(column, group.line(column));
                String type = group.text(column);
                if (!type.isEmpty() && !ADDABLE_TYPES.contains(type)) {
                  group.problem(
                      column,
                      "'" + type + "' cannot be added" + Suggestion.forWord(type, ADDABLE_TYPES));
                }
                columns.put(column, type);
              }
            });
    return columns;
  }

  private BookkeepingColumns bookkeeping() {
    BookkeepingColumns standard = BookkeepingColumns.STANDARD;
    return mapping
        .mapping("bookkeeping")
        .map(
            group -> {
              BookkeepingColumns columns =
                  new BookkeepingColumns(
                      bookkeepingColumn(group, "model", standard.model()),
                      bookkeepingColumn(group, "embedded_at", standard.embeddedAt()),
                      bookkeepingColumn(group, "classified_at", standard.classifiedAt()),
                      bookkeepingColumn(group, "metadata", standard.metadata()));
              group.refuseOthers();
              return columns;
            })
        .orElse(standard);
  }

  private String bookkeepingColumn(PlanMapping group, String key, String standard) {
    String column = group.text(key, standard);
    Identifiers.check(column, "the column", group.line(key), problems);
    return column;
  }

  private void refuseConflicts(TablePlan table) {
    BookkeepingColumns own = table.bookkeeping();
    Set<String> reserved = Set.copyOf(List.of(own.model(), own.embeddedAt(), own.classifiedAt()));
    writtenAt.forEach(
        (column, line) -> {
          if (column.equals(table.keyColumn())) {
            problems.add(line, "the key column '" + column + "' cannot be written");
          }
          if (reserved.contains(column) || column.equals(own.metadata())) {
            problems.add(
                line, "the column '" + column + "' is a bookkeeping column; choose another name");
          }
        });
    table.tasks().forEach(task -> refuseLoops(task, own.metadata()));
    if (table.tasks().isEmpty()) {
      mapping.problem("embed", mapping.what() + " has no task: add embed, classify or extract");
    }
  }

  private void refuseLoops(PlanTask task, String metadata) {
    int line = writtenAt.getOrDefault(task.column(), 0);
    for (String input : task.from()) {
      if (writtenAt.containsKey(input)) {
        problems.add(
            line,
            "'%s' reads the column '%s', which this plan writes; read a column of the host"
                .formatted(task.column(), input));
      } else if (input.equals(metadata)) {
        problems.add(
            line, "'%s' reads '%s', which is never captured".formatted(task.column(), input));
      }
    }
  }
}
