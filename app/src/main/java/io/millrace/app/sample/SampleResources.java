package io.millrace.app.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the JSON files beside this package. */
final class SampleResources {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private SampleResources() {}

  /** Every JSON document of a file, in order. */
  static <T> List<T> readAll(String name, Class<T> type) {
    try (InputStream stream = SampleResources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The sample file " + name + " is missing from the jar; build the app module again.");
      }
      return MAPPER.readerFor(type).<T>readValues(stream).readAll();
    } catch (IOException problem) {
      throw new UncheckedIOException("The sample file " + name + " cannot be read.", problem);
    }
  }
}
