package io.millrace.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of a generation's own provider, as its row holds them. */
final class EmbeddingSettingsJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EmbeddingSettingsJson() {}

  /** Null where there are none. */
  static @Nullable String write(Map<String, String> settings) {
    try {
      return settings.isEmpty() ? null : MAPPER.writeValueAsString(new TreeMap<>(settings));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is fit for JSON", e);
    }
  }

  /**
   * Reads what {@link #write} made.
   *
   * @throws SQLException if somebody made something else of it
   */
  static Map<String, String> read(@Nullable String text) throws SQLException {
    try {
      return text == null
          ? Map.of()
          : MAPPER.readValue(text, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException(
          "embedding_settings of a generation must be an object of texts, or NULL", e);
    }
  }
}
