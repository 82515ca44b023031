package io.millrace.topology.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a column of Debezium's Avro into the text that rows carry: text as it is, numbers in plain
 * decimals, arrays as JSON, bytes in PostgreSQL's hexadecimal form. Threadsafe.
 */
final class ColumnText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final String placeholder;

  /**
   * @param placeholder Debezium's {@code unavailable.value.placeholder}
   */
  ColumnText(String placeholder) {
    this.placeholder = placeholder;
  }

  ColumnValue read(@Nullable Object value) {
    if (value == null) {
      return ColumnValue.of(null);
    }
    if (value instanceof List<?> elements) {
      return readArray(elements);
    }
    String text = text(value);
    return text.equals(placeholder) ? ColumnValue.UNCHANGED : ColumnValue.of(text);
  }

  /** Debezium marks an unchanged array by one element that is the placeholder. */
  private ColumnValue readArray(List<?> elements) {
    List<@Nullable String> texts = new ArrayList<>(elements.size());
    for (Object element : elements) {
      texts.add(element == null ? null : text(element));
    }
    if (texts.size() == 1 && placeholder.equals(texts.get(0))) {
      return ColumnValue.UNCHANGED;
    }
    try {
      return ColumnValue.of(JSON.writeValueAsString(texts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings is always JSON", e);
    }
  }

  private static String text(Object value) {
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return "\\x" + HexFormat.of().formatHex(copy);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? new BigDecimal(value.toString()).toPlainString()
          : value.toString();
    }
    return value.toString();
  }
}
