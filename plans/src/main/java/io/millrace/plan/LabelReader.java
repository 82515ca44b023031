package io.millrace.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads label files: lists of name and description. */
final class LabelReader {
  private static final int FEWEST_LABELS = 2;

  private final LabelFiles files;

  LabelReader(LabelFiles files) {
    this.files = files;
  }

  /** Reads a file; its problems, and its absence at the given line, go to the plan's problems. */
  LabelSet read(String file, int line, ProblemList planProblems) {
    if (file.isEmpty()) {
      return new LabelSet(file, List.of());
    }
    try {
      Optional<String> text = files.read(file);
      if (text.isPresent()) {
        return parse(file, text.get(), planProblems);
      }
      planProblems.add(line, "the label file '" + file + "' does not exist beside the plan");
    } catch (IOException e) {
      planProblems.add(line, "the label file '" + file + "' cannot be read as UTF-8 text");
    }
    return new LabelSet(file, List.of());
  }

  private static LabelSet parse(String file, String text, ProblemList planProblems) {
    ProblemList problems = new ProblemList(file);
    List<Label> labels = new ArrayList<>();
    try {
      Optional<Node> root = YamlText.compose(text);
      root.ifPresentOrElse(
          node -> labels.addAll(labels(node, problems)),
          () -> problems.add(1, "the label file is empty; list labels with name and description"));
    } catch (MarkedYAMLException e) {
      problems.add(YamlText.lineOf(e), YamlText.message(e));
    } catch (YAMLException e) {
      problems.add(0, YamlText.message(e));
    }
    planProblems.addAll(problems.sorted());
    return new LabelSet(file, labels);
  }

  private static List<Label> labels(Node root, ProblemList problems) {
    if (!(root instanceof SequenceNode sequence)) {
      problems.add(root, "a label file must be a list of entries with name and description");
      return List.of();
    }
    List<Label> labels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : sequence.getValue()) {
      Label label = label(item, problems);
      if (!label.name().isEmpty() && !names.add(label.name())) {
        problems.add(item, "the label '" + label.name() + "' occurs twice; keep one");
      }
      labels.add(label);
    }
    if (labels.size() < FEWEST_LABELS) {
      problems.add(root, "a label file must hold at least two labels");
    }
    return labels;
  }

  private static Label label(Node item, ProblemList problems) {
    PlanMapping mapping = PlanMapping.of(item, "a label", problems);
    Label label = new Label(mapping.text("name"), mapping.text("description"));
    mapping.refuseOthers();
    return label;
  }
}
