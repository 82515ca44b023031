package io.millrace.app.command;

import io.millrace.app.doctor.Doctor;
import io.millrace.app.doctor.DoctorReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at everything and says what to do. */
@Command(
    name = "doctor",
    description = {
      "Looks at the database, the replication slot, Kafka, Connect, the model and the disk, and"
          + " says",
      "what to do about each fault. Changes nothing. Exits with 1 if there is a fault."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    DoctorReport report = Doctor.examine(options.installation());
    options.print(report.document(), report::text);
    return report.hasFaults() ? 1 : 0;
  }
}
