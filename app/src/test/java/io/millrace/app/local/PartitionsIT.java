package io.millrace.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.app.UserException;
import io.millrace.app.progress.KafkaAnswer;
import io.millrace.connectors.TopicSpecification;
import io.millrace.connectors.Topics;
import io.millrace.plan.EnrichmentPlan;
import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import io.millrace.stack.LocalHome;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import io.millrace.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many partitions topics get, and that nobody has to remember how many they got. */
class PartitionsIT {
  private static final EnrichmentPlan PLAN = PlanReader.readDefault();

  @TempDir private static Path folder;
  private static LocalStack stack;
  private static Admin admin;

  @BeforeAll
  static void start() {
    StackSettings defaults = StackSettings.fromEnvironment(System.getenv(), List.of());
    stack =
        new LocalStack(
            new StackSettings(
                new LocalHome(folder.resolve("home")),
                StackSettings.defaultCache(),
                defaults.parts(),
                List.of(),
                Optional.empty()),
            sentence -> {});
    stack.start(PartName.POSTGRES, PartName.KAFKA); // no stack is without a database
    admin = Admin.create(stack.environment().kafka().properties());
  }

  @AfterAll
  static void stop() {
    admin.close();
    stack.stopAll();
  }

  @Test
  void shouldHaveOneOnTheLocalStack_whenNothingIsSet() {
    assertThat(number(Map.of(), new Names("fresh"), false)).isEqualTo(1);
  }

  @Test
  void shouldHaveSeveralOnAKafkaOfTheUsersOwn_whenNothingIsSet() {
    assertThat(number(Map.of(), new Names("fresh"), true)).isEqualTo(4);
  }

  @Test
  void shouldKeepWhatTheTopicsWereMadeWith_whenNothingIsSet() {
    Names names = new Names("kept");
    make(names, 3);

    assertThat(number(Map.of(), names, false)).isEqualTo(3);
    assertThat(number(Map.of(Partitions.VARIABLE, " "), names, true)).isEqualTo(3);
  }

  @Test
  void shouldRefuseWhatTheTopicsWereNotMadeWith() {
    Names names = new Names("refused");
    make(names, 3);
    int wanted = number(Map.of(Partitions.VARIABLE, "2"), names, false);

    assertThatThrownBy(() -> TopicMaker.make(admin, topics(names, wanted)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has 3 partitions, and 2 are wanted")
        .hasMessageContaining(Partitions.VARIABLE);
  }

  @Test
  void shouldRefuseWhatIsNoNumberOfPartitions() {
    for (String wrong : List.of("0", "-1", "many", "1001", "1.5")) {
      assertThatThrownBy(
              () -> number(Map.of(Partitions.VARIABLE, wrong), new Names("fresh"), false))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("from 1 to 1000");
    }
  }

  /** Makes topics and waits until the broker lists them. */
  private static void make(Names names, int partitions) {
    List<TopicSpecification> topics = topics(names, partitions);
    TopicMaker.make(admin, topics);
    await()
        .until(
            () ->
                KafkaAnswer.of(admin.listTopics().names())
                    .containsAll(topics.stream().map(TopicSpecification::name).toList()));
  }

  private static int number(Map<String, String> variables, Names names, boolean isOwnKafka) {
    return new Partitions(variables, names, isOwnKafka).number(PLAN, admin);
  }

  private static List<TopicSpecification> topics(Names names, int partitions) {
    return Topics.of(names, PLAN, 1, partitions);
  }
}
