package io.millrace.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads enrichment plans and refuses bad ones with every problem at once, each with its line.
 *
 * <p>Threadsafe.
 */
public final class PlanReader {
  /** The name of the plan that ships. */
  public static final String DEFAULT_PLAN = "jv-matchmaker.yaml";

  /** The host tables of the plan that ships, as SQL that creates what is missing. */
  public static final String DEFAULT_HOST_TABLES = "jv-matchmaker.sql";

  private static final String RESOURCE_FOLDER = "/plans/";
  private static final int FORM_VERSION = 1;

  private PlanReader() {}

  /**
   * Reads a plan; its label files are found relative to its folder.
   *
   * @throws PlanException if it does not exist or has problems
   * @throws UncheckedIOException if it cannot be read
   */
  public static EnrichmentPlan read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return read(Files.readString(file), name, label -> sibling(file, label));
    } catch (NoSuchFileException e) {
      throw refused(name, 0, "the file does not exist; name a plan by --plan or MILLRACE_PLAN");
    } catch (CharacterCodingException e) {
      throw refused(name, 0, "the file is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("the plan " + name + " cannot be read", e);
    }
  }

  /**
   * Reads a plan from its text; label files are those that ship with Millrace.
   *
   * @param name the plan's name in messages
   * @throws PlanException if it has problems
   */
  public static EnrichmentPlan read(String text, String name) {
    return read(text, name, PlanReader::resource);
  }

  /** Reads the plan that ships. */
  public static EnrichmentPlan readDefault() {
    return read(shipped(DEFAULT_PLAN), DEFAULT_PLAN);
  }

  /** The SQL of {@link #DEFAULT_HOST_TABLES}. */
  public static String defaultHostTables() {
    return shipped(DEFAULT_HOST_TABLES);
  }

  private static EnrichmentPlan read(String text, String name, LabelFiles labels) {
    ProblemList problems = new ProblemList(name);
    Node root;
    try {
      root =
          YamlText.compose(text)
              .orElseThrow(() -> refused(name, 1, "the plan is empty; see " + DEFAULT_PLAN));
    } catch (MarkedYAMLException e) {
      throw refused(name, YamlText.lineOf(e), YamlText.message(e));
    } catch (YAMLException e) {
      throw refused(name, 0, YamlText.message(e));
    }
    EnrichmentPlan plan = plan(PlanMapping.of(root, "the plan", problems), new LabelReader(labels));
    if (!problems.isEmpty()) {
      throw new PlanException(name, problems.sorted());
    }
    return plan;
  }

  private static EnrichmentPlan plan(PlanMapping mapping, LabelReader labels) {
    checkVersion(mapping);
    String schema = mapping.text("schema", "public");
    Identifiers.check(schema, "schema", mapping.line("schema"), mapping.problems());
    String model = mapping.text("embedding_model");
    Map<String, TablePlan> tables = tables(mapping, schema, labels);
    Optional<MatchPlan> matches =
        mapping
            .optional("matches")
            .map(node -> mapping.child("matches", "matches"))
            .map(group -> new MatchReader(group, schema, tables).read());
    mapping.refuseOthers();
    return new EnrichmentPlan(FORM_VERSION, schema, model, tables, matches);
  }

  private static void checkVersion(PlanMapping mapping) {
    if (mapping.required("version").isPresent()
        && mapping.number("version").filter(version -> version == FORM_VERSION).isEmpty()) {
      mapping.problem(
          "version", "'version' must be 1; this Millrace knows no other form of a plan");
    }
  }

  private static Map<String, TablePlan> tables(
      PlanMapping mapping, String schema, LabelReader labels) {
    Map<String, TablePlan> tables = new LinkedHashMap<>();
    PlanMapping group = mapping.child("tables", "'tables'");
    for (String written : group.keys()) {
      QualifiedName name = QualifiedName.parse(written, schema);
      name.check(group.line(written), group.problems());
      PlanMapping table = group.child(written, "table '" + written + "'");
      if (tables.putIfAbsent(name.name(), new TableReader(name, table, labels).read()) != null) {
        group.problem(
            written, "a table '" + name.name() + "' of another schema is in this plan already");
      }
    }
    if (mapping.optional("tables").isPresent() && tables.isEmpty()) {
      mapping.problem("tables", "'tables' must name at least one table");
    }
    return tables;
  }

  private static Optional<String> sibling(Path plan, String name) throws IOException {
    try {
      return Optional.of(Files.readString(plan.resolveSibling(name)));
    } catch (NoSuchFileException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> resource(String name) throws IOException {
    try (@Nullable InputStream stream =
        PlanReader.class.getResourceAsStream(RESOURCE_FOLDER + name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), UTF_8));
    }
  }

  private static String shipped(String name) {
    try {
      return resource(name)
          .orElseThrow(() -> new IllegalStateException("the jar lacks plans/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException("plans/" + name + " cannot be read from the jar", e);
    }
  }

  private static PlanException refused(String name, int line, String message) {
    return new PlanException(name, List.of(new PlanException.Problem(name, line, message)));
  }
}
