package io.millrace.connectors;

import io.millrace.connectors.CatalogReader.PublicationState;
import io.millrace.connectors.CatalogReader.PublishedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the publication holds exactly the captured columns: it is what the server sends. What it
 * leaves out is lost to the capture, what it adds is traffic.
 */
final class PublicationCheck implements DatabaseCheck {
  private static final String CHECK = "publication";

  @Override
  public List<Finding> look(Looked database) {
    String name = database.names().slotAndPublication();
    Optional<PublicationState> state = database.state().publication();
    if (state.isEmpty()) {
      return List.of(
          new Finding.Fault(
              CHECK,
              "the publication '" + name + "' is gone, so no change is captured",
              mending(database)));
    }
    List<Finding> findings = new ArrayList<>();
    differences(new PublicationStatements(database.plan(), database.names()).wanted(), state.get())
        .forEach(
            difference ->
                findings.add(
                    new Finding.Fault(
                        CHECK, "the publication '" + name + "' " + difference, mending(database))));
    if (findings.isEmpty()) {
      findings.add(new Finding.Fine(CHECK, "the publication holds exactly the captured columns"));
    }
    return findings;
  }

  private static String mending(Looked database) {
    return database.mending() + "; the tables are read anew, since changes may be missing";
  }

  private static List<String> differences(Set<PublishedTable> wanted, PublicationState state) {
    List<String> differences = new ArrayList<>();
    if (!state.allOperations()) {
      differences.add("leaves out inserts, updates, deletes or truncates");
    }
    for (PublishedTable table : wanted) {
      state.tables().stream()
          .filter(found -> isSame(found, table))
          .findFirst()
          .ifPresentOrElse(
              found -> compare(table, found, differences),
              () -> differences.add("leaves out the table " + name(table)));
    }
    state.tables().stream()
        .filter(found -> wanted.stream().noneMatch(table -> isSame(found, table)))
        .forEach(found -> differences.add("also sends the table " + name(found)));
    differences.sort(null);
    return differences;
  }

  private static void compare(
      PublishedTable wanted, PublishedTable found, List<String> differences) {
    if (found.filtered()) {
      differences.add("leaves out rows of " + name(found) + " by a filter");
    }
    Set<String> missing = new TreeSet<>(wanted.columns());
    missing.removeAll(found.columns());
    if (!missing.isEmpty()) {
      differences.add("leaves out of " + name(found) + ": " + String.join(", ", missing));
    }
    Set<String> added = new TreeSet<>(found.columns());
    added.removeAll(wanted.columns());
    if (!added.isEmpty()) {
      differences.add("also sends of " + name(found) + ": " + String.join(", ", added));
    }
  }

  private static boolean isSame(PublishedTable one, PublishedTable other) {
    return one.schema().equals(other.schema()) && one.name().equals(other.name());
  }

  private static String name(PublishedTable table) {
    return table.schema() + "." + table.name();
  }
}
