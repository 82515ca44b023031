package io.millrace.app.doctor;

import io.millrace.app.local.Installation;
import io.millrace.connectors.Finding;
import io.millrace.stack.PartName;
import io.millrace.stack.PartState;
import io.millrace.stack.PartStatus;
import java.util.ArrayList;
import java.util.List;

/** Which processes run. */
final class PartsCheck implements Check {
  private static final String CHECK = "parts";

  @Override
  public List<Finding> look(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (PartStatus part : installation.stack().status()) {
      boolean isOurs = part.name() != PartName.POSTGRES || !installation.hasOwnDatabase();
      if (isOurs && part.state() != PartState.RUNNING) {
        findings.add(
            new Finding.Fault(
                CHECK,
                part.name().label() + " is " + part.state().label(),
                "run 'millrace up'; if it stops again, its log says why: " + part.log()));
      }
    }
    return findings.isEmpty() ? List.of(new Finding.Fine(CHECK, "all parts run")) : findings;
  }

  static boolean isRunning(Installation installation, PartName name) {
    return installation.stack().status().stream()
        .anyMatch(part -> part.name() == name && part.state() == PartState.RUNNING);
  }
}
