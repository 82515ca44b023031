package io.millrace.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the entries of one label file. Not threadsafe. */
final class LabelEntries {
  private static final String NOTHING = "nothing";

  private final ProblemList problems;
  private final List<Label> labels = new ArrayList<>();
  private final List<String> nothing = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean nothingSeen;

  LabelEntries(ProblemList problems) {
    this.problems = problems;
  }

  void add(Node item) {
    PlanMapping entry = PlanMapping.of(item, "a label", problems);
    List<String> unfit = entry.optionalTexts(NOTHING);
    if (unfit.isEmpty()) {
      addLabel(item, entry);
    } else {
      addNothing(item, unfit);
    }
    entry.refuseOthers();
  }

  private void addLabel(Node item, PlanMapping entry) {
    Label label =
        new Label(
            entry.text("name"),
            entry.text("description"),
            keywords(entry),
            distinct(entry, "examples"));
    if (!label.name().isEmpty() && !names.add(label.name())) {
      problems.add(item, "the label '" + label.name() + "' occurs twice; keep one");
    }
    labels.add(label);
  }

  private void addNothing(Node item, List<String> texts) {
    if (nothingSeen) {
      problems.add(item, "'nothing' occurs twice; keep one");
    }
    nothingSeen = true;
    nothing.addAll(texts);
  }

  private static List<String> keywords(PlanMapping entry) {
    List<String> keywords = distinct(entry, "keywords");
    for (String keyword : keywords) {
      String fault = keyword.isEmpty() ? "" : Keywords.fault(keyword);
      if (!fault.isEmpty()) {
        entry.problem("keywords", fault);
      }
    }
    return keywords;
  }

  private static List<String> distinct(PlanMapping entry, String key) {
    List<String> texts = entry.optionalTexts(key);
    Set<String> seen = new HashSet<>();
    for (String text : texts) {
      if (!text.isEmpty() && !seen.add(text)) {
        entry.problem(key, "'" + key + "' of a label holds '" + text + "' twice; keep one");
      }
    }
    return texts;
  }

  int size() {
    return labels.size();
  }

  LabelSet toSet(String file) {
    return new LabelSet(file, labels, nothing);
  }
}
