package io.millrace.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.millrace.app.architecture.ProductClasses.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.millrace.app.Main;
import io.millrace.modelserver.ModelServerMain;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Habits that hold in every room; each rule says how to mend what it finds. */
class HabitsTest {
  private static final int LEAST_PACKAGES = 15;
  private static final String GENERATED = "org.apache.avro.specific.AvroGenerated";

  @Test
  void shouldMarkEveryPackageForNullChecks() {
    Set<JavaPackage> packages =
        ALL.stream()
            .filter(HabitsTest::isWrittenByHand)
            .map(JavaClass::getPackage)
            .collect(Collectors.toSet());

    assertThat(packages).hasSizeGreaterThan(LEAST_PACKAGES);
    assertThat(packages)
        .filteredOn(room -> !room.isAnnotatedWith(NullMarked.class))
        .as("packages without @NullMarked are not checked: add a package-info.java to each")
        .isEmpty();
  }

  @Test
  void shouldLeaveTheStandardStreamsToTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.millrace.app.command")
        .and()
        .doNotBelongToAnyOf(Main.class, ModelServerMain.class)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .because(
            "standard output belongs to the result, which may be one JSON document: log through"
                + " slf4j, or tell the caller through Progress")
        .check(ALL);
  }

  @Test
  void shouldLogThroughSlf4j() {
    noClasses()
        .should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING)
        .because("all logs go one way: use org.slf4j.LoggerFactory")
        .check(ALL);
  }

  private static boolean isWrittenByHand(JavaClass type) {
    return type.isTopLevelClass() && !type.isAnnotatedWith(GENERATED);
  }
}
