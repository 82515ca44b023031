package io.millrace.app.run;

import io.millrace.app.failures.FailureGroup;
import io.millrace.app.failures.Failures.Retried;
import java.util.List;

/** What the status page may ask of the failure list. Implementations are threadsafe. */
interface FailureDesk {
  /** What is on the list. */
  List<FailureGroup> groups();

  /** Has the rows that failed for a reason read and tried again. */
  Retried retry(String reason);
}
