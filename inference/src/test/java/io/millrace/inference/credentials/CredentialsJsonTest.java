package io.millrace.inference.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialsJsonTest {
  @Test
  void shouldWriteAnEmptyObjectForNothing() {
    assertThat(CredentialsJson.write(CredentialsCases.extract("hello"))).isEqualTo("{}");
  }

  @Test
  void shouldWriteAllListsTheScoreAndTheEvidence() {
    Credentials credentials =
        CredentialsCases.extract("Author of \"One\" (2020) and \"Two\". PMP.");

    String json = CredentialsJson.write(credentials);

    assertThat(json)
        .isEqualTo(
            "{\"books\":[{\"title\":\"One\",\"year\":2020},{\"title\":\"Two\"}],"
                + "\"media_appearances\":[],\"speaking_events\":[],\"certifications\":[\"PMP\"],"
                + "\"awards\":[],\"podcast_appearances\":[],\"credibility_score\":0.5,"
                + "\"evidence\":["
                + "{\"kind\":\"books\",\"index\":0,\"column\":\"social_proof\",\"start\":11,\"end\":14},"
                + "{\"kind\":\"books\",\"index\":1,\"column\":\"social_proof\",\"start\":28,\"end\":31},"
                + "{\"kind\":\"certifications\",\"index\":0,\"column\":\"social_proof\","
                + "\"start\":34,\"end\":37}]}");
  }
}
