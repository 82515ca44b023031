package io.millrace.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.StageDetail;
import io.millrace.app.progress.TrackedLag;
import io.millrace.inference.CacheTier;
import io.millrace.inference.Model;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.RequestReport;
import io.millrace.schemas.Freshness;
import io.millrace.schemas.SinkReport;
import io.millrace.schemas.Tally;
import io.millrace.schemas.TaskFreshness;
import io.millrace.topology.PipelineMetrics.Skip;
import io.millrace.topology.runtime.EngineMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names and labels of metrics are public: the page and what is counted must agree. */
class MetricsDocumentationTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(millrace_[a-z_]+)");
  private static final Pattern TABLE_NAME = Pattern.compile("(?m)^\\| `(millrace_[a-z_]+)`");
  private static final Set<String> SUMMARY_PARTS = Set.of("_sum", "_max", "_count", "_bucket");

  @Test
  void shouldDocumentEveryMetric() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(counted()).isNotEmpty().allSatisfy(name -> assertThat(page).contains(name));
  }

  @Test
  void shouldCountEveryDocumentedMetric() throws IOException {
    Set<String> documented =
        TABLE_NAME
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> base(match.group(1)))
            .collect(Collectors.toSet());

    assertThat(documented).isEqualTo(counted());
  }

  @Test
  void shouldDocumentEveryReasonForSkippedWork() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Arrays.stream(Skip.values()).map(Skip::label))
        .allSatisfy(reason -> assertThat(page).contains("| `" + reason + "` |"));
  }

  /** Names of all metrics, of summaries without their last part. */
  private static Set<String> counted() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    countEverything(new PipelineMeters(registry));
    new SinkMeters(registry).add(report());
    registry.gauge(EngineMeters.STORES_RESTORING, 0);
    StageLag model =
        new StageLag(
            "model",
            1,
            4,
            LagReport.State.OK,
            new StageDetail(Map.of("waiting", 4L), List.of(), Optional.empty()));
    new LagMeters(registry, Clock.systemUTC())
        .read(new TrackedLag(new LagReport(0, List.of(model), List.of()), Map.of(), null));
    return SAMPLE
        .matcher(registry.scrape())
        .results()
        .map(MatchResult::group)
        .map(MetricsDocumentationTest::base)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void countEverything(PipelineMeters meters) {
    meters.register("embedding_seeking");
    meters.skipped(Skip.BLANK, 1);
    meters.feedbackEvent();
    meters.failed("no_tokens");
    meters.scored(1);
    meters.modelCall("embedding_seeking");
    meters.request(
        new RequestReport("tei", "a/model", RequestReport.OK, 1, 10, 0.5, Duration.ofMillis(5)));
    meters.watch(new StillModel());
    meters.cacheHit("embedding_seeking", CacheTier.DISK);
    meters.sharedInFlight("embedding_seeking");
    meters.truncated("embedding_seeking");
    meters.failed("embedding_seeking", "model_failed");
  }

  private static SinkReport report() {
    return new SinkReport(
        "millrace-sink-g1",
        0,
        1_700_000_000_000L,
        1L,
        1L,
        List.of(new Tally("unchanged", 1L)),
        List.of(new Freshness("profiles", 120L)),
        List.of(new TaskFreshness("profiles", "embedding_seeking", List.of(120L))));
  }

  private static String base(String name) {
    return SUMMARY_PARTS.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(part -> name.substring(0, name.length() - part.length()))
        .orElse(name);
  }

  /** Is there, and answers nothing. */
  private static final class StillModel implements Model {
    @Override
    public ModelDescription description() {
      return new ModelDescription("a/model", "1", 2, 8, "none");
    }

    @Override
    public void close() {}
  }
}
