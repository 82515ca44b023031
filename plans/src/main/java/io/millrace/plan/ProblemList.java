package io.millrace.plan;

import io.millrace.plan.PlanException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file. Not threadsafe. */
final class ProblemList {
  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  ProblemList(String file) {
    this.file = file;
  }

  void add(int line, String message) {
    problems.add(new Problem(file, line, message));
  }

  void add(Node node, String message) {
    add(lineOf(node), message);
  }

  void addAll(List<Problem> others) {
    problems.addAll(others);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  List<Problem> sorted() {
    Comparator<Problem> ownFileFirst = Comparator.comparing(p -> !p.file().equals(file));
    return problems.stream()
        .sorted(ownFileFirst.thenComparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
