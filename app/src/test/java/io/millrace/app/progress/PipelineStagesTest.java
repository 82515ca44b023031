package io.millrace.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.progress.PipelineStages.Stage;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.Priority;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.schemas.serde.RegistrySerdes;
import io.millrace.schemas.serde.RegistrySettings;
import io.millrace.topology.PipelineMetrics;
import io.millrace.topology.PipelineTopologies;
import io.millrace.topology.PlannedPipeline;
import io.millrace.topology.enrich.EnrichSettings;
import io.millrace.topology.runtime.StreamsProperties;
import io.millrace.topology.score.ScoreSettings;
import io.millrace.topology.task.PlanModels;
import io.millrace.topology.task.TaskAnswers;
import io.millrace.topology.task.TaskExecutor;
import io.millrace.topology.task.TaskMetrics;
import io.millrace.topology.task.TaskRunners;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** "wait" is only right if it knows every topic through which a change passes. */
class PipelineStagesTest {
  private static final Names NAMES = Names.standard();

  @Test
  void shouldKnowEveryTopicThatTheApplicationOfAGenerationReads() {
    EnrichmentPlan plan = PlanReader.readDefault();
    Set<String> known = new TreeSet<>();
    for (Stage stage : PipelineStages.of(plan, NAMES, 1)) {
      if (stage instanceof Stage.Reads reads && reads.group().equals("millrace-g1")) {
        known.addAll(reads.topics());
      }
    }

    assertThat(known).isEqualTo(topicsOfTheTopology(plan));
  }

  @Test
  void shouldEndWithTheSink() {
    List<Stage> stages = PipelineStages.of(PlanReader.readDefault(), NAMES, 1);

    assertThat(stages.get(stages.size() - 1))
        .isEqualTo(
            new Stage.Reads(
                "sink",
                "connect-millrace-sink-g1",
                List.of("millrace.enriched.g1.profiles", "millrace.scores.g1")));
  }

  private static Set<String> topicsOfTheTopology(EnrichmentPlan plan) {
    ModelDescription model = new ModelDescription("test/model", "1", 8, 256, "none");
    TaskRunners runners = runners(plan, model);
    Properties properties = StreamsProperties.base("millrace-g1");
    properties.put("bootstrap.servers", "unused:1");
    TopologyDescription description =
        new PipelineTopologies(
                PlannedPipeline.of(plan, NAMES, model, runners),
                NAMES,
                new RegistrySerdes(RegistrySettings.apicurio("http://127.0.0.1:1")),
                PipelineMetrics.none())
            .generation(1, properties, runners, EnrichSettings.defaults(), ScoreSettings.defaults())
            .describe();
    Set<String> topics = new TreeSet<>();
    for (TopologyDescription.Subtopology part : description.subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          source.topicSet().forEach(topic -> topics.add(qualified(topic)));
        }
      }
    }
    return topics;
  }

  private static TaskRunners runners(EnrichmentPlan plan, ModelDescription model) {
    TaskExecutor nobody =
        new TaskExecutor() {
          @Override
          public void execute(Priority priority, Runnable work) {}

          @Override
          public void close() {}
        };
    PlanModels models =
        new PlanModels(
            model,
            (text, priority, task) -> new CompletableFuture<>(),
            PlanModels.ModelLookup.refusing(IllegalStateException::new),
            nobody,
            TaskMetrics.NONE);
    return TaskRunners.of(plan, models, new TaskAnswers(nobody, TaskMetrics.NONE, 0));
  }

  /** The engine puts the application's id before the names of its own topics. */
  private static String qualified(String topic) {
    return topic.startsWith("millrace.") ? topic : "millrace-g1-" + topic;
  }
}
