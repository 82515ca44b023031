package io.millrace.inference.credentials;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lexicons that the rules read by: cues, names, and lists of words. Threadsafe once loaded. */
final class Lexicon {
  private static final Map<String, @Nullable CredentialKind> NAME_FILES = nameFiles();

  private final PhraseTable<Cue> cues = new PhraseTable<>();
  private final PhraseTable<KnownName> names = new PhraseTable<>();
  private final Map<String, Set<String>> words = new HashMap<>();
  private final StringBuilder content = new StringBuilder();

  private Lexicon() {}

  static Lexicon load() {
    Lexicon lexicon = new Lexicon();
    lexicon.loadCues();
    NAME_FILES.forEach(lexicon::loadNames);
    lexicon.loadWords();
    return lexicon;
  }

  PhraseTable<Cue> cues() {
    return cues;
  }

  PhraseTable<KnownName> names() {
    return names;
  }

  boolean has(String list, Token token) {
    return words.getOrDefault(list, Set.of()).contains(token.folded());
  }

  /** The words of a list. */
  Set<String> endings(String list) {
    return words.getOrDefault(list, Set.of());
  }

  /** All that was read, for a digest. */
  String content() {
    return content.toString();
  }

  private void loadCues() {
    Cue cue = Cue.of(Cue.Role.NEUTRAL, "ALL");
    for (String line : lines("cues.txt")) {
      if (line.startsWith("[")) {
        String[] header = line.substring(1, line.length() - 1).split(" ", 2);
        cue = Cue.of(Cue.Role.valueOf(header[0]), header[1]);
      } else {
        for (String phrase : line.split(";", -1)) {
          cues.add(phrase.strip(), cue);
        }
      }
    }
  }

  private void loadNames(String file, @Nullable CredentialKind kind) {
    for (String line : lines(file)) {
      boolean ambiguous = line.startsWith("?");
      List<String> forms = split(ambiguous ? line.substring(1) : line, "\\|");
      for (String form : forms) {
        KnownName name = new KnownName(kind, forms.get(0), ambiguous, form);
        names.add(form, name);
        names.add("The " + form, name);
      }
    }
  }

  private void loadWords() {
    String list = "";
    for (String line : lines("words.txt")) {
      if (line.startsWith("[")) {
        list = line.substring(1, line.length() - 1);
      } else {
        Set<String> folded = split(line, " ").stream().map(Token::fold).collect(Collectors.toSet());
        words.computeIfAbsent(list, key -> new java.util.HashSet<>()).addAll(folded);
      }
    }
  }

  private List<String> lines(String file) {
    List<String> lines = ResourceLines.read(file);
    lines.forEach(line -> content.append(line).append('\n'));
    return lines;
  }

  private static List<String> split(String line, String separator) {
    List<String> parts = new ArrayList<>();
    for (String part : line.split(separator, -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static Map<String, @Nullable CredentialKind> nameFiles() {
    Map<String, @Nullable CredentialKind> files = new java.util.LinkedHashMap<>();
    files.put("nothing.txt", null);
    files.put("awards.txt", CredentialKind.AWARD);
    files.put("podcasts.txt", CredentialKind.PODCAST);
    files.put("events.txt", CredentialKind.SPEAKING);
    files.put("certifications.txt", CredentialKind.CERTIFICATION);
    files.put("media.txt", CredentialKind.MEDIA);
    return files;
  }
}
