package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.connectors.PlanDraft;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a starting plan. */
@Command(
    name = "new",
    description = {
      "Writes a starting plan for a table of the database, from its catalog: an embedding for each"
          + " column of prose. Changes nothing in the database.",
      "Prints it, or writes it to a file that does not exist yet."
    })
final class PlanNewCommand implements Callable<Integer> {
  private static final String DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2";

  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(
      names = "--table",
      required = true,
      paramLabel = "TABLE",
      description = "The table, or schema.table; upper and lower case as in the catalog.")
  private String table = "";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = DEFAULT_MODEL,
      description = "The embedding model. Default: ${DEFAULT-VALUE}.")
  private String model = DEFAULT_MODEL;

  @Option(names = "--output", paramLabel = "FILE", description = "Where to write the plan.")
  private @Nullable Path output;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    try (Connection connection = installation.connect()) {
      String text = new PlanDraft(table, model).text(connection);
      if (output == null) {
        options.print(Map.of("plan", text), text::stripTrailing);
      } else {
        write(output, text);
        options.print(
            Map.of("file", output.toString()),
            () -> "Wrote " + output + "; go on with: millrace plan check --plan " + output);
      }
      return 0;
    } catch (SQLException e) {
      throw UserException.failure("The database refused a query: " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw UserException.failure(file + " exists already and is left as it is.", e);
    } catch (IOException e) {
      throw UserException.failure("Cannot write " + file + ".", e);
    }
  }
}
