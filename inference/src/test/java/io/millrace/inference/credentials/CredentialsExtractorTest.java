package io.millrace.inference.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsExtractorTest {
  private final CredentialsExtractor extractor = new CredentialsExtractor();

  @Test
  void shouldFindNothingInNothing() {
    ExtractedCredentials found =
        extractor.extract(
            List.of(new ColumnText("social_proof", null), new ColumnText("bio", " \u00a0\n")));

    assertThat(found.credentials().isEmpty()).isTrue();
    assertThat(found.credentials().credibilityScore()).isZero();
    assertThat(found.truncated()).isFalse();
  }

  @Test
  void shouldFindNothingWithoutColumns() {
    assertThat(extractor.extract(List.of()).credentials().isEmpty()).isTrue();
  }

  @Test
  void shouldNameTheSpanOfEachItemInCodePoints() {
    String bio = "🦉🦉 Author of “Slow Money” (2019), <b>featured</b> in Inc.&nbsp;and Forbes";

    Credentials found = extract(bio);

    assertThat(found.evidence()).hasSize(3);
    assertThat(found.evidence().stream().map(span -> slice(bio, span)))
        .containsExactly("Slow Money", "Inc", "Forbes");
  }

  @Test
  void shouldGiveEachItemOnceOverAllColumns() {
    Credentials found =
        extractor
            .extract(
                List.of(
                    new ColumnText("social_proof", "Featured in Forbes."),
                    new ColumnText("bio", "Seen in FORBES. Author of \"One Van\". ")))
            .credentials();

    assertThat(found.mediaAppearances()).containsExactly("Forbes");
    assertThat(found.evidence())
        .extracting(Evidence::kind, Evidence::index, Evidence::column)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(CredentialKind.BOOK, 0, "bio"),
            org.assertj.core.groups.Tuple.tuple(CredentialKind.MEDIA, 0, "social_proof"));
  }

  @Test
  void shouldReadOnlyTheFirstPartOfAHugeTextAndSaySo() {
    String huge = "word ".repeat(CredentialsExtractor.MAXIMUM_CODE_POINTS / 5 + 1);

    ExtractedCredentials found =
        extractor.extract(
            List.of(
                new ColumnText("social_proof", huge + ". Featured in Forbes."),
                new ColumnText("bio", "PMP")));

    assertThat(found.truncatedColumns()).containsExactly("social_proof");
    assertThat(found.credentials().mediaAppearances()).isEmpty();
    assertThat(found.credentials().certifications()).containsExactly("PMP");
  }

  @Test
  void shouldBoundTheNumberOfItems() {
    StringBuilder many = new StringBuilder("Guest on ");
    for (int show = 0; show < 200; show++) {
      many.append("Morning Show Number ").append(show).append(" Extra, ");
    }

    assertThat(extract(many.toString()).podcastAppearances()).hasSize(50);
  }

  @Test
  void shouldNameItsRulesAndLexicons() {
    assertThat(extractor.version()).matches("credentials-rules-2\\+[0-9a-f]{12}");
    assertThat(extractor.version()).isEqualTo(new CredentialsExtractor().version());
  }

  private Credentials extract(String text) {
    return extractor.extract(List.of(new ColumnText("bio", text))).credentials();
  }

  private static String slice(String text, Evidence span) {
    return text.substring(
        text.offsetByCodePoints(0, span.start()), text.offsetByCodePoints(0, span.end()));
  }
}
