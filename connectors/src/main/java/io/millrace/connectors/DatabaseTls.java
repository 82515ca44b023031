package io.millrace.connectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How capture's connections are encrypted and whose certificate they accept, as far as Debezium
 * knows parameters for it. It calls them as the JDBC driver does.
 *
 * @param mode {@code sslmode}: {@code disable} to {@code verify-full}
 * @param files paths as the worker sees them: {@code sslrootcert}, {@code sslcert}, {@code sslkey}
 */
public record DatabaseTls(String mode, Map<String, String> files) {
  /** The password of {@code sslkey}, which belongs into the file of secrets. */
  public static final String KEY_PASSWORD = "sslpassword";

  private static final String MODE = "sslmode";
  private static final String ON = "ssl";
  private static final List<String> FILES = List.of("sslrootcert", "sslcert", "sslkey");
  private static final Set<String> OTHERS = Set.of(ON, MODE, KEY_PASSWORD);

  public DatabaseTls {
    files = Map.copyOf(files);
  }

  /** Reads the parameters of a JDBC URL; those that do not belong here are passed over. */
  public static DatabaseTls of(Map<String, String> parameters) {
    Map<String, String> files = new LinkedHashMap<>(parameters);
    files.keySet().retainAll(FILES);
    return new DatabaseTls(mode(parameters), files);
  }

  /** As the driver decides; {@code ssl=true} alone asks for as much as it can. */
  private static String mode(Map<String, String> parameters) {
    String on = parameters.getOrDefault(ON, "false").toLowerCase(Locale.ROOT);
    String otherwise = on.isEmpty() || on.equals("true") ? "verify-full" : "prefer";
    return parameters.getOrDefault(MODE, otherwise);
  }

  /** Names of the URL's parameters that are about encryption and that capture does not get. */
  public static List<String> unknown(Map<String, String> parameters) {
    Set<String> unknown = new TreeSet<>(parameters.keySet());
    unknown.removeAll(FILES);
    unknown.removeAll(OTHERS);
    unknown.removeIf(name -> !isAboutTls(name));
    return new ArrayList<>(unknown);
  }

  private static boolean isAboutTls(String name) {
    return name.startsWith(ON) || name.equals("channelBinding");
  }

  /** Values of the template's places; empty: left out. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    FILES.forEach(file -> values.put("database_" + file, files.getOrDefault(file, "")));
    values.put("database_sslmode", mode);
    return values;
  }
}
