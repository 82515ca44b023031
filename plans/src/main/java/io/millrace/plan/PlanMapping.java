package io.millrace.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping that is read key by key and notes each problem at its line.
 *
 * <p>Reading goes on after a problem with an empty value, so that all problems are found. The keys
 * that were asked for are the ones that are known: {@link #refuseOthers()} reports the rest.
 */
final class PlanMapping {
  /** What YAML 1.1 takes for true. */
  private static final Set<String> YES = Set.of("true", "yes", "on");

  private final String what;
  private final int line;
  private final ProblemList problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private PlanMapping(String what, int line, ProblemList problems) {
    this.what = what;
    this.line = line;
    this.problems = problems;
  }

  /** Reads a node that must be a mapping; {@code what} names it in messages, as in "table 'x'". */
  static PlanMapping of(Node node, String what, ProblemList problems) {
    return of(node, what, ProblemList.lineOf(node), problems);
  }

  /**
   * The line is that of the key that the mapping belongs to: where its missing keys are reported.
   */
  private static PlanMapping of(Node node, String what, int line, ProblemList problems) {
    PlanMapping mapping = new PlanMapping(what, line, problems);
    if (node instanceof MappingNode mappingNode) {
      mappingNode.getValue().forEach(mapping::put);
    } else {
      problems.add(node, what + " must be a mapping (key: value)");
    }
    return mapping;
  }

  private void put(NodeTuple tuple) {
    Node keyNode = tuple.getKeyNode();
    Optional<String> key = scalarText(keyNode);
    if (key.isEmpty()) {
      problems.add(keyNode, "a key of " + what + " must be plain text; put it in quotes");
    } else if (keys.putIfAbsent(key.get(), keyNode) != null) {
      problems.add(keyNode, "'" + key.get() + "' occurs twice in " + what + "; keep one");
    } else {
      values.put(key.get(), tuple.getValueNode());
    }
  }

  ProblemList problems() {
    return problems;
  }

  List<String> keys() {
    asked.addAll(keys.keySet());
    return List.copyOf(keys.keySet());
  }

  /** The line of a key, or that of the mapping where the key is absent. */
  int line(String key) {
    Node node = keys.get(key);
    return node == null ? line : ProblemList.lineOf(node);
  }

  void problem(String key, String message) {
    problems.add(line(key), message);
  }

  /** The value of a key; empty where it is absent or has no value. */
  Optional<Node> optional(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key)).filter(node -> !Tag.NULL.equals(node.getTag()));
  }

  /** The value of a key; its absence is a problem. */
  Optional<Node> required(String key) {
    Optional<Node> node = optional(key);
    if (node.isEmpty()) {
      problem(key, "'" + key + "' is missing in " + what);
    }
    return node;
  }

  /** A required text; empty after a problem. */
  String text(String key) {
    return required(key).map(node -> textOf(node, key)).orElse("");
  }

  String text(String key, String otherwise) {
    return optional(key).map(node -> textOf(node, key)).orElse(otherwise);
  }

  private String textOf(Node node, String key) {
    Optional<String> text = scalarText(node).filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      problems.add(node, "'" + key + "' of " + what + " must be text; put it in quotes");
    }
    return text.orElse("");
  }

  /** A number; empty where it is absent or after a problem. */
  Optional<Double> number(String key) {
    return optional(key).flatMap(node -> numberOf(node, "'" + key + "' of " + what));
  }

  Optional<Double> numberOf(Node node, String name) {
    Optional<Double> number = scalarNumber(node);
    if (number.isEmpty()) {
      problems.add(node, name + " must be a number");
    }
    return number;
  }

  /** True or false; false where it is absent or after a problem. */
  boolean yesOrNo(String key) {
    Optional<Node> node = optional(key);
    if (node.isEmpty()) {
      return false;
    }
    if (node.get() instanceof ScalarNode scalar && Tag.BOOL.equals(scalar.getTag())) {
      return YES.contains(scalar.getValue().toLowerCase(Locale.ROOT));
    }
    problems.add(node.get(), "'" + key + "' of " + what + " must be true or false");
    return false;
  }

  Optional<PlanMapping> mapping(String key) {
    return optional(key).map(node -> of(node, "'" + key + "' of " + what, line(key), problems));
  }

  PlanMapping child(String key, String childName) {
    return required(key)
        .map(node -> of(node, childName, line(key), problems))
        .orElseGet(() -> new PlanMapping(childName, line(key), problems));
  }

  /** The items of a list; empty after a problem. */
  List<Node> items(Node node, String name) {
    if (node instanceof SequenceNode sequence) {
      return List.copyOf(sequence.getValue());
    }
    problems.add(node, name + " must be a list in brackets");
    return List.of();
  }

  /** A required list of texts; empty after a problem. */
  List<String> texts(String key) {
    return required(key).map(node -> textsOf(node, key)).orElse(List.of());
  }

  /** A list of texts; empty where it is absent or after a problem. */
  List<String> optionalTexts(String key) {
    return optional(key).map(node -> textsOf(node, key)).orElse(List.of());
  }

  private List<String> textsOf(Node list, String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(list, "'" + key + "' of " + what)) {
      texts.add(textOf(item, key));
    }
    return texts;
  }

  /** Reports every key that nobody asked for. */
  void refuseOthers() {
    keys.forEach(
        (key, node) -> {
          if (!asked.contains(key)) {
            problems.add(
                node, "unknown key '" + key + "' in " + what + Suggestion.forWord(key, asked));
          }
        });
  }

  String what() {
    return what;
  }

  static Optional<String> scalarText(Node node) {
    return node instanceof ScalarNode scalar && Tag.STR.equals(scalar.getTag())
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private static Optional<Double> scalarNumber(Node node) {
    if (node instanceof ScalarNode scalar
        && (Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag()))) {
      try {
        return Optional.of(Double.valueOf(scalar.getValue())).filter(Double::isFinite);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
