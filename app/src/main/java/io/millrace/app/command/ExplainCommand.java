package io.millrace.app.command;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.app.matching.MatchRowReader;
import io.millrace.app.matching.StoredMatch;
import io.millrace.plan.MatchPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a match scores what it scores. */
@Command(
    name = "explain",
    description = {
      "Says why a match scores what it scores: each factor of each dimension, in both directions.",
      "In SQL the same is: select millrace.explain_match(match_context) from matches"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Parameters(index = "0", paramLabel = "ID", description = "The primary key of the match.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private String id;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    MatchPlan plan =
        installation
            .plan()
            .read()
            .matches()
            .orElseThrow(() -> UserException.failure("The plan scores no matches."));
    StoredMatch match = match(installation, plan);
    options.print(match.document(), match::text);
    return 0;
  }

  private StoredMatch match(Installation installation, MatchPlan plan) {
    try (Connection connection = installation.connect()) {
      return new MatchRowReader(plan, connection)
          .read(id)
          .orElseThrow(
              () ->
                  UserException.failure(
                      "There is no match '%s' in the table '%s'.".formatted(id, plan.table())));
    } catch (SQLException e) {
      throw UserException.failure(
          "The database refused to read the match ("
              + e.getSQLState()
              + "); if its columns are missing, run 'millrace init'.",
          e);
    }
  }
}
