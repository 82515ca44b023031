package io.millrace.inference.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences that were written before the rules were tried on them; see {@code probes.txt}. */
class CredentialsProbesTest {
  private static final String LIMIT = "? ";
  private static final double LEAST_F1 = 0.93;

  /**
   * A sentence and what a careful reader finds in it.
   *
   * @param limit whether the rules are known to fail it
   */
  private record Probe(String text, Set<String> expected, boolean limit) {
    static Probe of(String line) {
      boolean limit = line.startsWith(LIMIT);
      String[] parts = (limit ? line.substring(LIMIT.length()) : line).split(" ->", -1);
      return new Probe(parts[0].replace("\\n", "\n"), keys(parts[1]), limit);
    }

    Set<String> found() {
      return keys(CredentialsCases.summary(text));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void shouldFindWhatAReaderFinds(Probe probe) {
    assertThat(probe.found()).isEqualTo(probe.expected());
  }

  @Test
  void shouldFindNothing_whereNothingIsHeld() {
    assertThat(probes().filter(probe -> probe.expected().isEmpty()))
        .hasSizeGreaterThan(40)
        .allSatisfy(probe -> assertThat(probe.found()).as(probe.text()).isEmpty());
  }

  @Test
  void shouldBeRightOverAll_itsLimitsIncluded() {
    List<Probe> all = probes().toList();
    int right = 0;
    int named = 0;
    for (Probe probe : all) {
      Set<String> found = probe.found();
      named += found.size() + probe.expected().size();
      found.retainAll(probe.expected());
      right += found.size();
    }

    assertThat(2.0 * right / named).as("F1").isGreaterThan(LEAST_F1);
  }

  private static Stream<Probe> known() {
    return probes().filter(probe -> !probe.limit());
  }

  private static Stream<Probe> probes() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    CredentialsProbesTest.class.getResourceAsStream("probes.txt")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Probe::of)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> keys(String summary) {
    return Arrays.stream(summary.split(";", -1))
        .map(CredentialsProbesTest::key)
        .filter(key -> !key.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String key(String item) {
    return Normalizer.normalize(item.strip(), Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\([^)]*\\)|\\b(?:19|20)\\d\\d\\b", "")
        .replaceAll("^(\\w+:) (?:the|an?|certified) ", "$1 ")
        .replaceAll("[^\\p{L}\\p{N}:]", "");
  }
}
