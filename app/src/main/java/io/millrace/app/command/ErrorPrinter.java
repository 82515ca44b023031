package io.millrace.app.command;

import io.millrace.app.Json;
import io.millrace.app.UserException;
import io.millrace.connectors.PreparationException;
import io.millrace.inference.InferenceException;
import io.millrace.plan.PlanException;
import io.millrace.stack.StackException;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints why a command failed: a sentence for people, or one JSON document. */
public final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPrinter.class);
  private final boolean isJson;

  /**
   * @param arguments of the command line, which may ask for JSON even where it cannot be read
   */
  public ErrorPrinter(String... arguments) {
    isJson = Arrays.asList(arguments).contains("--json");
  }

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    String name = exception.getCommandLine().getCommandSpec().qualifiedName();
    print(exception.getMessage() + " See '" + name + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    print(sentence(exception));
    boolean isUsage = exception instanceof UserException user && user.isUsage();
    return isUsage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  private static String sentence(Exception exception) {
    boolean isExpected =
        exception instanceof UserException
            || exception instanceof StackException
            || exception instanceof PlanException
            || exception instanceof InferenceException
            || exception instanceof PreparationException;
    if (!isExpected) {
      LOG.debug("unexpected", exception);
    }
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }

  private void print(String message) {
    if (isJson) {
      System.out.println(Json.write(Map.of("error", message)));
    } else {
      System.err.println("millrace: " + message);
    }
  }
}
