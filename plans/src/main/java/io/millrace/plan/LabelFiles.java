package io.millrace.plan;

import java.io.IOException;
import java.util.Optional;

/** Where the label files that a plan names are found. */
@FunctionalInterface
interface LabelFiles {
  /** The text of a file named as the plan writes it; empty if there is none. */
  Optional<String> read(String name) throws IOException;
}
