package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the extractor on one text and writes the outcome as short as test cases state it. */
final class CredentialsCases {
  private static final CredentialsExtractor EXTRACTOR = new CredentialsExtractor();

  private CredentialsCases() {}

  static Credentials extract(String text) {
    return EXTRACTOR.extract(List.of(new ColumnText("social_proof", text))).credentials();
  }

  /** For example "book: Slow Money 2019; media: Forbes". */
  static String summary(String text) {
    Credentials credentials = extract(text);
    List<String> parts = new ArrayList<>();
    for (Book book : credentials.books()) {
      parts.add("book: " + book.title() + (book.year() == null ? "" : " " + book.year()));
    }
    for (CredentialKind kind : CredentialKind.values()) {
      if (kind != CredentialKind.BOOK) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        credentials.names(kind).forEach(item -> parts.add(name + ": " + item));
      }
    }
    return String.join("; ", parts);
  }
}
