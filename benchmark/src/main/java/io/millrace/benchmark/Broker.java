package io.millrace.benchmark;

import io.millrace.app.local.Installation;
import io.millrace.stack.LocalStack;
import io.millrace.stack.PartName;
import java.nio.file.Path;

/** The broker of the local stack, alone. */
record Broker(LocalStack stack) implements AutoCloseable {
  static Broker start() {
    LocalStack stack = Installation.fromEnvironment(null, System.err::println).stack();
    // Where everything is can be told only once there was a database.
    stack.start(PartName.POSTGRES, PartName.KAFKA);
    stack.stop(PartName.POSTGRES);
    return new Broker(stack);
  }

  String bootstrapServers() {
    return stack.environment().bootstrapServers();
  }

  /** Where a benchmark may keep what it deletes with the stack. */
  Path folder() {
    return stack.settings().home().root();
  }

  @Override
  public void close() {
    stack.stopAll();
  }
}
