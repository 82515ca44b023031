package io.millrace.stack;

/** Hears what the stack is doing, one sentence at a time; called on the calling thread. */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress SILENT = sentence -> {};

  /** Hears one sentence, without a line end. */
  void say(String sentence);
}
