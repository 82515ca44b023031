package io.millrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.PlanReader;
import io.millrace.schemas.Names;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void shouldNameEveryTopicOfTheDefaultPlan() {
    List<TopicSpecification> topics = Topics.of(Names.standard(), PlanReader.readDefault(), 1, 4);

    assertThat(
            topics.stream()
                .map(
                    topic ->
                        "%s %d %s"
                            .formatted(
                                topic.name(),
                                topic.partitions(),
                                topic.configs().get("cleanup.policy")))
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            millrace.cdc.public.profiles 4 delete
            millrace.rows.profiles 4 compact
            millrace.cdc.public.matches 4 delete
            millrace.rows.matches 4 compact
            millrace.cdc.millrace.heartbeat 1 delete
            millrace.cdc.millrace.signal 1 delete
            millrace.debezium-heartbeat.millrace.cdc 1 delete
            millrace.truncates 4 delete
            millrace.rereads 4 delete
            millrace.signals 1 delete
            millrace.pauses 1 compact
            millrace.work-status.rows 1 compact
            millrace.failures 4 compact,delete
            millrace.sink-reports 4 delete
            millrace.enriched.g1.profiles 4 compact
            millrace.adopted.g1.profiles 4 compact,delete
            millrace.features.g1 4 compact
            millrace.scores.g1 4 compact
            millrace.work-status.g1 1 compact""");
  }

  @Test
  void shouldKeepCapturedChangesForThreeDays() {
    List<TopicSpecification> topics = Topics.of(Names.standard(), PlanReader.readDefault(), 1, 1);

    assertThat(topics.get(0).configs()).containsEntry("retention.ms", "259200000");
  }

  @Test
  void shouldKeepEveryStateOfARowForADay_invariant3() {
    List<TopicSpecification> topics = Topics.of(Names.standard(), PlanReader.readDefault(), 1, 1);

    assertThat(topics)
        .filteredOn(topic -> topic.configs().containsKey("min.compaction.lag.ms"))
        .allMatch(topic -> "86400000".equals(topic.configs().get("min.compaction.lag.ms")))
        .extracting(TopicSpecification::name)
        .containsExactly(
            "millrace.rows.profiles", "millrace.rows.matches", "millrace.enriched.g1.profiles");
  }

  /** Other compacted topics are read from the beginning only by a generation that is new. */
  @Test
  void shouldKeepWhatAKilledInstanceRestoresInSmallSegments() {
    List<TopicSpecification> topics = Topics.of(Names.standard(), PlanReader.readDefault(), 1, 1);

    assertThat(topics)
        .filteredOn(topic -> "17825792".equals(topic.configs().get("segment.bytes")))
        .extracting(TopicSpecification::name)
        .containsExactly("millrace.features.g1");
  }

  /** A broker refuses a record that is larger than a segment. */
  @Test
  void shouldHaveRoomForTheLargestRecordInEachSegmentOfATopicOfRows_invariant3() {
    List<TopicSpecification> topics = Topics.of(Names.standard(), PlanReader.readDefault(), 1, 1);

    assertThat(topics)
        .filteredOn(
            topic ->
                topic.configs().containsKey("max.message.bytes")
                    && topic.configs().containsKey("segment.bytes"))
        .isNotEmpty()
        .allMatch(
            topic ->
                Integer.parseInt(topic.configs().get("segment.bytes"))
                    > Integer.parseInt(topic.configs().get("max.message.bytes")));
  }
}
