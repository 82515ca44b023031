package io.millrace.app.command;

import io.millrace.app.demo.Demo;
import io.millrace.app.demo.DemoSummary;
import io.millrace.app.local.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the main job. */
@Command(
    name = "demo",
    description = {
      "From nothing to enriched rows: starts the local stack, loads sample data if its tables are"
          + " empty, and shows what comes of it.",
      "Never loads into a database of your own."
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Option(names = "--exit", description = "Stop the stack afterwards.")
  private boolean exit;

  @Override
  public Integer call() {
    Installation installation = options.installation();
    DemoSummary summary = new Demo(installation).run();
    if (exit) {
      installation.stack().stopAll();
    }
    options.print(summary.document(), () -> exit ? summary.text() : summary.text() + invitation());
    return 0;
  }

  private static String invitation() {
    return """


        The stack goes on running. Edit a row, and look (psql, or any client with 'millrace env'):

          eval "$(./millrace env)"
          psql -c "update profiles set seeking = 'Podcast hosts who interview founders about burnout' where id = (select min(id::text)::uuid from profiles)"
          psql -c "select name, embeddings_model, embeddings_updated_at from profiles order by embeddings_updated_at desc nulls last limit 1"
          psql -c "select p.name, m.harmonic_mean, m.match_context->'ab'->'synergy'->2 as factors from matches m join profiles p on p.id = m.suggested_profile_id where m.profile_id = (select min(id::text)::uuid from profiles) order by m.harmonic_mean desc limit 5"

        Within a second the row's time is new, and so are the scores of its matches: each factor is
        [raw value, score of 10, weight, method]. Then: ./millrace lag, ./millrace status, ./millrace down""";
  }
}
