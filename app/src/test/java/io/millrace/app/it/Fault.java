package io.millrace.app.it;

/** Something that goes wrong while the pipeline is at work. */
interface Fault {
  /** What happens, in a few words. */
  String name();

  /**
   * Lets it happen, and does what an operator would have to do afterwards. The host goes on
   * meanwhile.
   */
  void strike(RunningPipeline pipeline) throws Exception;
}
