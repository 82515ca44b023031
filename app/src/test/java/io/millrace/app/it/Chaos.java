package io.millrace.app.it;

import io.millrace.modelserver.ModelServer;
import io.millrace.stack.PartName;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Lets a host work and faults strike, and asks the oracle when all has come to rest. */
final class Chaos {
  private static final int PROFILES = 40;
  private static final Duration HOST_PAUSE = Duration.ofMillis(20);
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final Duration REST_LIMIT = Duration.ofMinutes(4);

  private final RunningPipeline pipeline;
  private final ModelServer server;

  /** In any round so far: what is remembered of deleted rows stays until an audit repairs it. */
  private boolean isLogLost;

  Chaos(RunningPipeline pipeline, ModelServer server) {
    this.pipeline = pipeline;
    this.server = server;
  }

  /**
   * One round.
   *
   * @param faults to strike one after another, given the host that is at work
   */
  ChaosReport run(long seed, Function<Host, Iterator<Fault>> faults) throws Exception {
    long started = System.nanoTime();
    Workload workload = new Workload(seed, PROFILES, pipeline.plan());
    AskedTexts asked = new AskedTexts(server);
    Map<String, Integer> struck = new TreeMap<>();
    try (CallCounter counter = new CallCounter(pipeline)) {
      CallCounter.Counts before = counter.read();
      counter.start();
      Host host = new Host(pipeline.tables(), workload, HOST_PAUSE);
      try (host) {
        host.carryOut(workload.first());
        host.start();
        strikeAll(faults.apply(host), asked, struck);
      }
      pipeline.up();
      pipeline.awaitWritten(REST_LIMIT);
      CallCounter.Counts calls = counter.read().minus(before);
      AskedTexts.Counts askedTexts = asked.counts("workload " + seed);
      GuaranteeOracle oracle = new GuaranteeOracle(pipeline);
      isLogLost |= struck.containsKey(DroppedSlot.NAME);
      List<String> wrong = oracle.wrong(isLogLost);
      return new ChaosReport(
          seed,
          Duration.ofNanos(System.nanoTime() - started),
          host.counts(),
          struck,
          calls,
          new SettledInputs(pipeline.plan(), pipeline.tables()).count(pipeline.environment()),
          askedTexts,
          oracle.rows(),
          oracle.checked(),
          wrong);
    }
  }

  private void strikeAll(Iterator<Fault> faults, AskedTexts asked, Map<String, Integer> struck)
      throws Exception {
    Pause.of(CALM);
    while (faults.hasNext()) {
      Fault fault = faults.next();
      System.out.println("[chaos] " + fault.name());
      int mark = asked.mark();
      long applications = pipeline.process(PartName.STREAMS);
      fault.strike(pipeline);
      if (pipeline.process(PartName.STREAMS) != applications) {
        asked.restartedSince(mark);
      }
      struck.merge(fault.name(), 1, Integer::sum);
      Pause.of(CALM);
    }
  }
}
