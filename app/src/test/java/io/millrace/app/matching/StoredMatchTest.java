package io.millrace.app.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredMatchTest {
  private static final String CONTEXT =
      """
      {"v":2,"w":{"intent":[0.45,3,3,2,1.5,1]},
       "ab":{"intent":[10,"----m",null,null,null,null,null,null,null,null,1,10]},
       "ba":{"intent":[3,"----m",null,null,null,null,null,null,null,null,0,3]}}
      """;

  @Test
  void shouldExplainAMatchToPeople() {
    StoredMatch match = new StoredMatch("m1", "p1", "p2", 100.0, 30.0, 46.1538, CONTEXT);

    assertThat(match.text().lines())
        .containsExactly(
            "Match m1 of A = p1 and B = p2",
            "Score 46.2 of 100: B is worth 100.0 to A, A is worth 30.0 to B",
            "",
            "What B is worth to A:",
            "  Intent 10.0 of 10 (weight 0.45)",
            "    Strong: B has a website",
            "What A is worth to B:",
            "  Intent 3.0 of 10 (weight 0.45)",
            "    Weak: A has no website");
  }

  @Test
  void shouldExplainAMatchToPrograms() {
    StoredMatch match =
        new StoredMatch(
            "m1",
            "p1",
            null,
            null,
            null,
            null,
            "{\"v\":2,\"unscored\":{\"a\":\"ready\",\"b\":\"unnamed\"}}");

    assertThat(Json.write(match.document()))
        .isEqualTo(
            "{\"id\":\"m1\",\"a\":\"p1\",\"b\":null,\"score_ab\":null,\"score_ba\":null,"
                + "\"harmonic_mean\":null,\"context\":{\"v\":2,\"unscored\":{\"a\":\"ready\","
                + "\"b\":\"unnamed\"}},\"explanation\":[\"Not scored: A is ready, B is"
                + " unnamed\"]}");
  }

  @Test
  void shouldSayThatAMatchHasNoScoreYet() {
    StoredMatch match = new StoredMatch("m1", "p1", "p2", null, null, null, null);

    assertThat(match.sentences()).isEqualTo(List.of("Not scored yet"));
    assertThat(match.text()).contains("Match m1 of A = p1 and B = p2").doesNotContain("Score ");
  }
}
