package io.millrace.stack.parts;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Renders settings in the form of a Java properties file, sorted, without a date. */
public final class PropertiesText {

  private PropertiesText() {}

  /** Returns one line for each setting. */
  public static String of(Map<String, String> properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + escape(entry.getValue()) + "\n")
            .collect(Collectors.joining());
  }

  private static String escape(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
    return escaped.startsWith(" ") ? "\\" + escaped : escaped;
  }
}
