package io.millrace.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON of commands and of Connect's REST. Threadsafe. */
public final class Json {
  /** The one mapper. */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** One document on one line. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of ours is not fit for JSON", e);
    }
  }
}
