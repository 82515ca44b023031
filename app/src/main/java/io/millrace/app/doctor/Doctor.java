package io.millrace.app.doctor;

import io.millrace.app.UserException;
import io.millrace.app.local.Installation;
import io.millrace.connectors.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at all parts, whichever of them run. */
public final class Doctor {
  private static final Map<String, Check> CHECKS = new LinkedHashMap<>();

  static {
    CHECKS.put("parts", new PartsCheck());
    CHECKS.put("disk", new DiskCheck());
    CHECKS.put("database", new DatabasePartCheck());
    CHECKS.put("kafka", new KafkaCheck());
    CHECKS.put("connect", new ConnectCheck());
    CHECKS.put("model", new ModelCheck());
  }

  private Doctor() {}

  /**
   * Looks at everything.
   *
   * @throws UserException if the plan cannot be read, without which nothing can be judged
   */
  public static DoctorReport examine(Installation installation) {
    installation.plan().read();
    List<Finding> findings = new ArrayList<>();
    CHECKS.forEach((name, check) -> findings.addAll(look(name, check, installation)));
    return new DoctorReport(findings);
  }

  private static List<Finding> look(String name, Check check, Installation installation) {
    try {
      return check.look(installation);
    } catch (UserException e) {
      return List.of(
          new Finding.Fault(
              name, String.valueOf(e.getMessage()), "see 'millrace status' and the part's log"));
    }
  }
}
