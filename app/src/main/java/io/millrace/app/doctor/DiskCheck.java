package io.millrace.app.doctor;

import io.millrace.app.local.Installation;
import io.millrace.connectors.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How much room the parts' data have left. */
final class DiskCheck implements Check {
  private static final String CHECK = "disk";
  private static final double GIGABYTE = 1024.0 * 1024 * 1024;
  private static final double LEAST = 1;
  private static final double LITTLE = 5;

  @Override
  public List<Finding> look(Installation installation) {
    Path folder = installation.stack().settings().home().data();
    return List.of(finding(folder, folder.toFile().getUsableSpace() / GIGABYTE));
  }

  static Finding finding(Path folder, double gigabytes) {
    String sentence =
        String.format(Locale.ROOT, "%.1f GB are left on the disk of %s", gigabytes, folder);
    String remedy = "make room, or move MILLRACE_HOME to a larger disk while all parts are down";
    if (gigabytes < LEAST) {
      return new Finding.Fault(CHECK, sentence, remedy);
    }
    return gigabytes < LITTLE
        ? new Finding.Advice(CHECK, sentence, remedy)
        : new Finding.Fine(CHECK, sentence);
  }
}
