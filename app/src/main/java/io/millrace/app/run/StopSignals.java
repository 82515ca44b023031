package io.millrace.app.run;

import java.util.List;
import org.jline.utils.Signals;

/**
 * The signals that ask a process to end.
 *
 * <p>Left to the JVM they run all shutdown hooks at once, and ONNX Runtime has one that frees its
 * native environment: a model that computes at that moment then reads freed memory, and the process
 * dies of SIGSEGV. So whoever runs models takes the signals, closes the models, and ends the
 * process afterwards. A command that watches takes them to end in its own time.
 */
public final class StopSignals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private StopSignals() {}

  /** Has the action run at each of them, on a thread of its own, in place of the JVM's end. */
  public static void onEach(Runnable action) {
    NAMES.forEach(name -> Signals.register(name, action));
  }
}
