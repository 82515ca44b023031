package io.millrace.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.schemas.Row;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedClassesTest {
  @Test
  void shouldTrustGeneratedClassesAndNotTheRest() {
    TrustedClasses.trustGenerated();

    assertThat(ClassSecurityValidator.getGlobal().isTrusted(Row.class)).isTrue();
    assertThat(ClassSecurityValidator.getGlobal().isTrusted(ProcessBuilder.class)).isFalse();
  }

  @Test
  void shouldRefuseAnotherClassByName() {
    TrustedClasses.trustGenerated();

    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class));
  }
}
