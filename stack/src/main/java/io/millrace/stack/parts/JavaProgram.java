package io.millrace.stack.parts;

import io.millrace.stack.LocalHome;
import io.millrace.stack.process.Launch;
import io.millrace.stack.process.Part;
import io.millrace.stack.process.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Java program of the caller, such as the Streams applications.
 *
 * @param classPath as after {@code -cp}
 * @param mainClass the class to run
 * @param arguments its arguments; never a password
 * @param options more options of the virtual machine
 * @param heapMegabytes the bound of its heap
 * @param environment added to the environment of this process
 * @param hidden variables of this process that the program does not inherit
 * @param version anything that changes when the program does, so that it is then restarted
 * @param readiness answers a GET with success once the program serves
 */
public record JavaProgram(
    String classPath,
    String mainClass,
    List<String> arguments,
    List<String> options,
    int heapMegabytes,
    Map<String, String> environment,
    Set<String> hidden,
    String version,
    URI readiness) {

  /** Copies the collections. */
  public JavaProgram {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
    hidden = Set.copyOf(hidden);
  }

  /** Returns the program as a part of the stack under the home. */
  public Part asPart(LocalHome home) {
    return new ProgramPart(this, home);
  }

  private record ProgramPart(JavaProgram program, LocalHome home) implements Part {
    @Override
    public Launch launch() {
      List<String> command =
          new ArrayList<>(JavaCommand.java(program.heapMegabytes(), program.options()));
      command.addAll(List.of("-cp", program.classPath(), program.mainClass()));
      command.addAll(program.arguments());
      return new Launch(
          command, home.run(), program.environment(), program.hidden(), program.version());
    }

    @Override
    public void prepare() {
      home.data();
    }

    @Override
    public boolean answers() {
      return Probe.succeeds(program.readiness());
    }
  }
}
