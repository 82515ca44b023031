package io.millrace.stack.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process of bounded size. */
final class JavaCommand {

  private JavaCommand() {}

  /** Returns java with heap and collector set, to be followed by a class path or a jar. */
  static List<String> java(int heapMegabytes, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "-Duser.timezone=UTC"));
    command.addAll(options);
    return command;
  }
}
