package io.millrace.schemas;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sources of a value rank above Millrace's own, from the host's hierarchy (seed 000, section
 * 7): client_confirmed 100, client_ingest 90, manual_edit 80, exa_research 50, ours 45, ai_research
 * 40, apollo 30. Unknown sources rank 0. Threadsafe.
 */
public final class SourcePriority {
  /** Rank of everything that Millrace writes, whatever the provider. */
  private static final int OURS = 45;

  private static final Map<String, Integer> RANKS =
      Map.of(
          "client_confirmed", 100,
          "client_ingest", 90,
          "manual_edit", 80,
          "exa_research", 50,
          "ai_research", 40,
          "apollo", 30);

  private SourcePriority() {}

  /** Whether a column with a value of this source must be left alone; null: no source is noted. */
  public static boolean protects(@Nullable String source) {
    return source != null && RANKS.getOrDefault(source, 0) > OURS;
  }

  /** All sources that {@link #protects} is true of, sorted by name. */
  public static List<String> protecting() {
    return RANKS.keySet().stream().filter(SourcePriority::protects).sorted().toList();
  }
}
