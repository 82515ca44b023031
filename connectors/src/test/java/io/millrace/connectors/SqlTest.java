package io.millrace.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlTest {
  @Test
  void shouldQuoteNamesSoThatTheyStayNames() {
    assertThat(Sql.quote("select")).isEqualTo("\"select\"");
    assertThat(Sql.quote("MixedCase")).isEqualTo("\"MixedCase\"");
    assertThat(Sql.quote("users\"; drop table x")).isEqualTo("\"users\"\"; drop table x\"");
    assertThat(Sql.qualified("S", "t")).isEqualTo("\"S\".\"t\"");
  }

  @Test
  void shouldRefuseNamesThatPostgresqlWouldCutOrRefuse() {
    assertThatThrownBy(() -> Sql.quote("a".repeat(64))).hasMessageContaining("1 to 63 bytes");
    assertThatThrownBy(() -> Sql.quote("a\0b")).hasMessageContaining("a\\0b");
    assertThatThrownBy(() -> Sql.quote("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldQuoteLiterals() {
    assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
    assertThat(Sql.literal("a\\'b")).isEqualTo("E'a\\\\''b'");
  }

  @Test
  void shouldCutLongDerivedNamesToDistinctOnes() {
    String first = Sql.derivedName("t".repeat(60), "a", "hnsw");
    String second = Sql.derivedName("t".repeat(60), "b", "hnsw");

    assertThat(Sql.derivedName("t", "a", "hnsw")).isEqualTo("t_a_hnsw");
    assertThat(first.getBytes(UTF_8)).hasSize(63);
    assertThat(second).hasSize(63).isNotEqualTo(first);
  }
}
