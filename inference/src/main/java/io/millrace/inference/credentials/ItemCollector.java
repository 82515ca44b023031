package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the items of all columns: each once, in bounded number and length, with its spans. */
final class ItemCollector {
  private static final int MAXIMUM_ITEMS = 50;
  private static final int MAXIMUM_LENGTH = 160;

  private record Item(String text, @Nullable Integer year) {}

  private final Map<CredentialKind, List<Item>> items = new EnumMap<>(CredentialKind.class);
  private final Map<CredentialKind, Map<String, Integer>> indexes =
      new EnumMap<>(CredentialKind.class);
  private final List<Evidence> evidence = new ArrayList<>();

  /** Adds what was found before, with its evidence. */
  void addAll(Credentials credentials) {
    for (Evidence span : credentials.evidence()) {
      String text = credentials.names(span.kind()).get(span.index());
      Integer year =
          span.kind() == CredentialKind.BOOK ? credentials.books().get(span.index()).year() : null;
      add(span.kind(), text, year, span.column(), span.start(), span.end());
    }
  }

  /** Adds what was read on a page. */
  void add(Page page, Candidate candidate) {
    add(
        candidate.kind(),
        candidate.text(),
        candidate.year(),
        page.column(),
        page.clean().rawStart(page.tokens().get(candidate.from()).start()),
        page.clean().rawEnd(page.tokens().get(candidate.to() - 1).end()));
  }

  private void add(
      CredentialKind kind, String text, @Nullable Integer year, String column, int start, int end) {
    String key = Token.fold(text);
    List<Item> list = list(kind);
    if (!isName(text) || list.size() >= MAXIMUM_ITEMS) {
      return;
    }
    Map<String, Integer> known = indexes.computeIfAbsent(kind, all -> new HashMap<>());
    Integer index = known.putIfAbsent(key, list.size());
    if (index == null) {
      evidence.add(new Evidence(kind, list.size(), column, start, end));
      list.add(new Item(text, year));
    } else if (list.get(index).year() == null && year != null) {
      list.set(index, new Item(list.get(index).text(), year));
    }
  }

  private static boolean isName(String text) {
    return text.codePointCount(0, text.length()) <= MAXIMUM_LENGTH
        && text.codePoints().filter(Character::isLetterOrDigit).count() > 1
        && !SecretShapes.looksSecret(text);
  }

  Credentials toCredentials() {
    Credentials unscored =
        new Credentials(
            list(CredentialKind.BOOK).stream()
                .map(item -> new Book(item.text(), item.year()))
                .toList(),
            texts(CredentialKind.MEDIA),
            texts(CredentialKind.SPEAKING),
            texts(CredentialKind.CERTIFICATION),
            texts(CredentialKind.AWARD),
            texts(CredentialKind.PODCAST),
            0,
            sortedEvidence());
    return unscored.withScore(CredibilityScore.of(unscored));
  }

  private List<Evidence> sortedEvidence() {
    return evidence.stream()
        .sorted(Comparator.comparing(Evidence::kind).thenComparing(Evidence::index))
        .toList();
  }

  private List<String> texts(CredentialKind kind) {
    return list(kind).stream().map(Item::text).toList();
  }

  private List<Item> list(CredentialKind kind) {
    return items.computeIfAbsent(kind, all -> new ArrayList<>());
  }
}
