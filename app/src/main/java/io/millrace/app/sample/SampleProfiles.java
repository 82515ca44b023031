package io.millrace.app.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The profiles written for this project, read from {@code profiles.jsonl}. */
public final class SampleProfiles {
  private static final String RESOURCE = "profiles.jsonl";

  private SampleProfiles() {}

  /**
   * Reads all profiles, in the file's order.
   *
   * @throws IllegalStateException if the file is not in the jar
   * @throws java.io.UncheckedIOException if the file is not JSON Lines
   */
  public static List<SampleProfile> read() {
    return SampleResources.readAll(RESOURCE, ObjectNode.class).stream()
        .map(SampleProfile::new)
        .toList();
  }
}
