package io.millrace.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hash that says whether a task's input is still the one that a result was computed from.
 *
 * <p>md5 over the raw text of the input columns, before any normalisation, so that SQL computes the
 * same: one column is hashed as it is; several are joined by U+001F, which is doubled where it
 * occurs in a column. NULL counts as the empty text. Threadsafe.
 */
public final class InputHash {
  private static final String SEPARATOR = "\u001f";

  private InputHash() {}

  /**
   * Hashes the input columns of one task.
   *
   * @param columns raw database texts in the plan's order, at least one; null is SQL's NULL
   * @return 32 lower-case hex digits
   */
  public static String of(List<? extends @Nullable String> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a task reads at least one column");
    }
    return md5(columns.size() == 1 ? orEmpty(columns.get(0)) : join(columns));
  }

  private static String join(List<? extends @Nullable String> columns) {
    StringBuilder joined = new StringBuilder();
    for (int index = 0; index < columns.size(); index++) {
      if (index > 0) {
        joined.append(SEPARATOR);
      }
      joined.append(orEmpty(columns.get(index)).replace(SEPARATOR, SEPARATOR + SEPARATOR));
    }
    return joined.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Plain md5 of a text's UTF-8 bytes, as PostgreSQL's {@code md5(convert_to(text,'UTF8'))}. */
  public static String md5(String text) {
    return md5(text.getBytes(UTF_8));
  }

  /** Plain md5 of bytes, as PostgreSQL's {@code md5(bytea)}. */
  public static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
