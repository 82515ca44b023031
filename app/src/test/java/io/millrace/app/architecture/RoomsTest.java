package io.millrace.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.millrace.app.architecture.ProductClasses.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the rooms of the house; each rule says how to mend what it finds. */
class RoomsTest {
  private static final String ROOT = "io.millrace.";
  private static final int LEAST_CLASSES = 250;

  @Test
  void shouldHaveReadTheClassesOfEveryRoom() {
    List<String> rooms =
        List.of(
            "schemas",
            "plan",
            "inference",
            "matching",
            "topology",
            "sink",
            "connectors",
            "stack",
            "app");

    assertThat(ALL).hasSizeGreaterThan(LEAST_CLASSES);
    assertThat(rooms)
        .allSatisfy(room -> assertThat(ALL.containPackage(ROOT + room)).as(room).isTrue());
  }

  /** A room and, after it, all rooms that it may know; nothing is before the first. */
  @ParameterizedTest
  @CsvSource({
    "matching,   ''",
    "inference,  ''",
    "schemas,    ''",
    "plan,       ''",
    "stack,      ''",
    "sink,       schemas",
    "connectors, schemas plan matching",
    "topology,   schemas plan inference matching",
    "app,        schemas plan inference matching topology connectors stack"
  })
  void shouldKnowOnlyTheRoomsBelow(String room, String below) {
    knowsOnly(room, below).check(ALL);
  }

  @Test
  void shouldFindAnArrowThatIsNotAllowed() {
    assertThat(knowsOnly("sink", "").evaluate(ALL).hasViolation()).isTrue();
    assertThat(knowsOnly("app", "topology").evaluate(ALL).hasViolation()).isTrue();
  }

  @Test
  void shouldKeepModelProvidersBehindTheirInterface() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "inference")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "inference.*..")
        .because(
            "providers are found by ServiceLoader: register yours in META-INF/services instead of"
                + " naming its class")
        .check(ALL);
  }

  @Test
  void shouldKeepModelLibrariesInTheirProvider() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "inference.*..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnxruntime..", "ai.djl..", "dev.langchain4j..")
        .because("only a provider knows its library: use EmbeddingModel or EmbeddingService")
        .check(ALL);
  }

  @Test
  void shouldKeepSqlInTheRoomsThatKnowIt() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "sink..",
            ROOT + "connectors..",
            ROOT + "app..",
            ROOT + "stack.postgres..", // asks its server whether it serves
            ROOT + "stack.testing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.pgvector..")
        .because("only sink, connectors and app know SQL: let the topic carry what you need")
        .check(ALL);
  }

  @Test
  void shouldKeepKafkaStreamsInTheTopology() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "topology..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.streams..")
        .because("only topology knows Kafka Streams: offer what you need from StreamsInstance")
        .check(ALL);
  }

  @Test
  void shouldKeepKafkaOutOfPureRooms() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "matching..", ROOT + "plan..", ROOT + "inference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..")
        .because("scoring, plans and models are tested without a broker: hand values in and out")
        .check(ALL);
  }

  @Test
  void shouldNameNoRegistryClientInCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.schemas.serde")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.apicurio..", "io.confluent..")
        .because(
            "serializers are named by configuration so that users can choose: use RegistrySerdes;"
                + " only what makes Apicurio's quicker extends its classes, and is named there too")
        .check(ALL);
  }

  private static ArchRule knowsOnly(String room, String below) {
    return noClasses()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .dependOnClassesThat(areInAnotherRoomThan(room + " " + below))
        .because(
            "arrows between rooms point one way: move what both need into a room below, or hand it"
                + " in as an interface of the lower room");
  }

  private static DescribedPredicate<JavaClass> areInAnotherRoomThan(String rooms) {
    List<String> known = Arrays.stream(rooms.trim().split(" +", -1)).toList();
    return DescribedPredicate.describe(
        "are in another room than " + known,
        type -> type.getPackageName().startsWith(ROOT) && !known.contains(room(type)));
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
  }
}
