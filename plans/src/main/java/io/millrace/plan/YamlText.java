package io.millrace.plan;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** YAML as nodes that know their line; no Java object is ever made from a tag. */
final class YamlText {
  private YamlText() {}

  /** The only document of a text; empty if it holds none. */
  static Optional<Node> compose(String text) {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    @Nullable Node root = yaml.compose(new StringReader(text));
    return Optional.ofNullable(root);
  }

  static int lineOf(MarkedYAMLException e) {
    return e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
  }

  /** What the YAML parser says, in one line without an excerpt of the text. */
  static String message(YAMLException e) {
    if (e instanceof MarkedYAMLException marked) {
      String problem = marked.getProblem() == null ? "" : marked.getProblem();
      return "not valid YAML: "
          + problem.strip().replaceAll("\\s+", " ")
          + (problem.contains("\\t") ? "; indent with spaces, not tabs" : "");
    }
    return e instanceof ReaderException
        ? "not valid YAML: a special character is not allowed; remove it or write it escaped in"
            + " double quotes"
        : "not valid YAML: the text is too long or too deeply nested";
  }
}
