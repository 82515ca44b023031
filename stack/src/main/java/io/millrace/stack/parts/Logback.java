package io.millrace.stack.parts;

import io.millrace.stack.LocalHome;
import io.millrace.stack.process.Folders;
import java.nio.file.Path;

/** The logging settings of the broker and the Connect worker: warnings and milestones to stdout. */
final class Logback {

  private Logback() {}

  static Path file(LocalHome home) {
    return home.run().resolve("logback.xml");
  }

  static String option(LocalHome home) {
    return "-Dlogback.configurationFile=" + file(home);
  }

  static void write(LocalHome home) {
    Folders.write(file(home), SharedSettings.text(Logback.class, "part-logback.xml"), "rw-r--r--");
  }
}
