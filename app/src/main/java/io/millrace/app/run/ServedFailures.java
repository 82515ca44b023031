package io.millrace.app.run;

import io.millrace.app.failures.FailureGroup;
import io.millrace.app.failures.FailureSelection;
import io.millrace.app.failures.Failures;
import io.millrace.app.failures.Failures.Retried;
import java.util.List;

/** The failure list as {@code millrace failures} sees it, for one asker at a time. */
record ServedFailures(Failures failures) implements FailureDesk {
  @Override
  public synchronized List<FailureGroup> groups() {
    return FailureGroup.of(failures.list(new FailureSelection.All()));
  }

  @Override
  public synchronized Retried retry(String reason) {
    return failures.retry(new FailureSelection.OfReason(reason));
  }
}
