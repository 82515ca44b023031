package io.millrace.plan;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads label files: lists of labels, each with name, description and perhaps keywords and
 * examples, and at most one entry {@code nothing} with texts that none of them fits.
 */
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
    LabelSet labels = new LabelSet(file, List.of());
    try {
      Optional<Node> root = YamlText.compose(text);
      if (root.isPresent()) {
        labels = labels(file, root.get(), problems);
      } else {
        problems.add(1, "the label file is empty; list labels with name and description");
      }
    } catch (MarkedYAMLException e) {
      problems.add(YamlText.lineOf(e), YamlText.message(e));
    } catch (YAMLException e) {
      problems.add(0, YamlText.message(e));
    }
    planProblems.addAll(problems.sorted());
    return labels;
  }

  private static LabelSet labels(String file, Node root, ProblemList problems) {
    if (!(root instanceof SequenceNode sequence)) {
      problems.add(root, "a label file must be a list of entries with name and description");
      return new LabelSet(file, List.of());
    }
    LabelEntries entries = new LabelEntries(problems);
    sequence.getValue().forEach(entries::add);
    if (entries.size() < FEWEST_LABELS) {
      problems.add(root, "a label file must hold at least two labels");
    }
    return entries.toSet(file);
  }
}
