package io.millrace.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints where everything is. */
@Command(
    name = "env",
    description = {
      "Prints export lines that tell other programs where everything is, the password among them.",
      "Use: eval \"$(./millrace env)\""
    })
final class EnvCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    Map<String, String> variables = options.installation().environment().variables();
    options.print(
        variables,
        () ->
            variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + quote(variable.getValue()))
                .collect(Collectors.joining("\n")));
    return 0;
  }

  private static String quote(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
