package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.adopt.AdoptionRequest;
import io.millrace.connectors.HeldRows.ModelColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which vectors are adopted, and what is known of them. */
final class AdoptOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model that made all of these vectors; it must be the plan's.")
  private @Nullable String model;

  @Option(
      names = "--model-column",
      paramLabel = "COLUMN",
      description =
          "A column of the table that names the model of each row's vectors; rows that name another"
              + " than the plan's are left out.")
  private @Nullable String modelColumn;

  @Option(
      names = "--spelled",
      paramLabel = "NAME",
      description =
          "How --model-column spells the plan's model; may be given more than once. Default: as the"
              + " plan does.")
  private List<String> spellings = new ArrayList<>();

  @Option(names = "--table", paramLabel = "NAME", description = "Rows of this table only.")
  private @Nullable String table;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "Only these vector columns of the plan, separated by commas. Default: all.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--sample",
      paramLabel = "ROWS",
      defaultValue = "20",
      description =
          "So many rows of each table are embedded and compared before, 1 to 1000. Default:"
              + " ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--least-cosine",
      paramLabel = "COSINE",
      defaultValue = "0.999",
      description = "From which cosine on two vectors are the same. Default: ${DEFAULT-VALUE}.")
  private double leastCosine;

  @Option(
      names = "--anyway",
      description = "Adopt though vectors of the sample disagree; these are left out.")
  private boolean anyway;

  /** What is asked for. */
  AdoptionRequest request(String planModel) {
    if (modelColumn == null && !spellings.isEmpty()) {
      throw UserException.usage("--spelled says how --model-column names the model; give both.");
    }
    return new AdoptionRequest(
        Optional.ofNullable(model),
        Optional.ofNullable(modelColumn)
            .map(
                name ->
                    new ModelColumn(name, spellings.isEmpty() ? List.of(planModel) : spellings)),
        Optional.ofNullable(table),
        columns,
        sample,
        leastCosine,
        anyway);
  }
}
