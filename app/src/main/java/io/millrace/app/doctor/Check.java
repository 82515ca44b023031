package io.millrace.app.doctor;

import io.millrace.app.local.Installation;
import io.millrace.connectors.Finding;
import java.util.List;

/** One part that is looked at; changes nothing. */
@FunctionalInterface
interface Check {
  /** What was found, at least one; a part that does not answer is found so. */
  List<Finding> look(Installation installation);
}
