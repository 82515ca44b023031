package io.millrace.connectors;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text column as a starting plan sees it.
 *
 * @param name as the catalog spells it
 * @param width bytes of a value on average, as the server estimates; 0: it does not know
 */
record DraftColumn(String name, int width) {
  private static final int LONGEST_NAME = 63;

  /** Shorter values are mostly names, codes and states, which say little by themselves. */
  private static final int SHORT = 24;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Words that YAML takes for something else than a text. */
  private static final Set<String> YAML_WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  /** Of these an embedding tells nothing, or what nobody wants told. */
  private static final Pattern NO_PROSE =
      Pattern.compile(
          "(?i)(^|.*_)(email|e_?mail|phone|mobile|fax|url|uri|link|website|password|passwd|secret"
              + "|token|hash|salt|iban|ssn|uuid|guid|slug|locale|language|currency|timezone|status"
              + "|state|type|kind|role|code|zip|postcode|ip)(_.*|$)");

  /** Why the column is better left out; empty: it is not. */
  Optional<String> reason() {
    if (!PLAIN.matcher(name).matches()) {
      return Optional.of("its name may hold only letters A to Z, digits and underscores in a plan");
    }
    if (NO_PROSE.matcher(name).matches()) {
      return Optional.of("its name does not sound like prose");
    }
    return width > 0 && width < SHORT
        ? Optional.of("its values are short, " + width + " bytes on average")
        : Optional.empty();
  }

  boolean isNameable() {
    return PLAIN.matcher(name).matches();
  }

  /** The column for its vector: one that is not there yet. */
  String target(Set<String> taken) {
    String stem = name.toLowerCase(Locale.ROOT);
    for (String candidate :
        new String[] {"embedding_" + stem, stem + "_vector", "millrace_" + stem}) {
      if (candidate.length() <= LONGEST_NAME && !taken.contains(candidate)) {
        return candidate;
      }
    }
    return "embedding_" + Integer.toHexString(name.hashCode());
  }

  /** A name as YAML writes it. */
  static String yaml(String name) {
    return YAML_WORDS.contains(name.toLowerCase(Locale.ROOT)) ? "\"" + name + "\"" : name;
  }
}
