package io.millrace.inference.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityMergeTest {
  private static final String TEXT =
      "I was quoted in the paper by zornhub daily folks. I like zornhub too. "
          + "Never featured in zornhub.";

  private final CredentialsExtractor extractor = new CredentialsExtractor();
  private final List<ColumnText> columns = List.of(new ColumnText("bio", TEXT));

  @Test
  void shouldAddANameThatACueExplains() {
    Credentials merged = merge(entity(NamedEntity.Type.ORGANISATION, 0, 0.9));

    assertThat(merged.mediaAppearances()).containsExactly("zornhub");
    assertThat(merged.evidence())
        .containsExactly(new Evidence(CredentialKind.MEDIA, 0, "bio", start(0), start(0) + 7));
  }

  @Test
  void shouldLeaveOutANameWithoutACue() {
    assertThat(merge(entity(NamedEntity.Type.ORGANISATION, 1, 0.9)).isEmpty()).isTrue();
  }

  @Test
  void shouldLeaveOutADeniedName() {
    assertThat(merge(entity(NamedEntity.Type.ORGANISATION, 2, 0.9)).isEmpty()).isTrue();
  }

  @Test
  void shouldLeaveOutPersonsPlacesAndDoubtfulNames() {
    assertThat(merge(entity(NamedEntity.Type.PERSON, 0, 0.9)).isEmpty()).isTrue();
    assertThat(merge(entity(NamedEntity.Type.LOCATION, 0, 0.9)).isEmpty()).isTrue();
    assertThat(merge(entity(NamedEntity.Type.ORGANISATION, 0, 0.3)).isEmpty()).isTrue();
  }

  @Test
  void shouldKeepWhatTheRulesReadAndReadNothingTwice() {
    List<ColumnText> proof = List.of(new ColumnText("bio", "Featured in Forbes."));
    ExtractedCredentials rules = extractor.extract(proof);
    NamedEntity forbes = new NamedEntity(NamedEntity.Type.ORGANISATION, "bio", 12, 18, 0.99);

    ExtractedCredentials merged = extractor.merge(rules, proof, List.of(forbes));

    assertThat(merged).isEqualTo(rules);
  }

  @Test
  void shouldSurviveOffsetsOutsideTheText() {
    NamedEntity wrong = new NamedEntity(NamedEntity.Type.ORGANISATION, "bio", -5, 9_999, 1);

    assertThat(merge(wrong).isEmpty()).isTrue();
  }

  private Credentials merge(NamedEntity entity) {
    return extractor.merge(extractor.extract(columns), columns, List.of(entity)).credentials();
  }

  private static NamedEntity entity(NamedEntity.Type type, int occurrence, double confidence) {
    return new NamedEntity(type, "bio", start(occurrence), start(occurrence) + 7, confidence);
  }

  private static int start(int occurrence) {
    int at = TEXT.indexOf("zornhub");
    for (int next = 0; next < occurrence; next++) {
      at = TEXT.indexOf("zornhub", at + 1);
    }
    return at;
  }
}
