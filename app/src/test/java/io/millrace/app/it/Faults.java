package io.millrace.app.it;

import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import io.millrace.schemas.Names;
import io.millrace.stack.PartName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The faults there are. */
final class Faults {
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** Longer than sessions last. */
  private static final Duration LONG = Duration.ofSeconds(14);

  private final ModelServer server;

  Faults(ModelServer server) {
    this.server = server;
  }

  /** Some that strike quickly, of every sort; single parts are killed in {@link KillIT}. */
  Iterator<Fault> few(Host host, int round) {
    String sink = Names.standard().sinkConnector(1);
    List<Fault> faults =
        round % 2 == 0
            ? List.of(
                provider(Kind.OUTAGE),
                new KilledPart(PartName.STREAMS),
                new ZombieSink(sink, SHORT),
                new ReloadedTables(host),
                new DroppedSlot(SHORT))
            : List.of(
                provider(Kind.SHORT),
                new RestartedConnector(sink),
                new NulledVectors(),
                new RestartedPart(PartName.POSTGRES),
                new FrozenPart(PartName.STREAMS, LONG));
    return faults.iterator();
  }

  /** All, in any order, until the time is over. */
  Iterator<Fault> until(long endNanos, Random random, Host host) {
    List<Fault> all = all(host);
    return Stream.generate(() -> all.get(random.nextInt(all.size())))
        .takeWhile(fault -> System.nanoTime() < endNanos)
        .iterator();
  }

  private List<Fault> all(Host host) {
    String sink = Names.standard().sinkConnector(1);
    return Stream.of(
            // No upgrade is under way: that is UpgradeIT's.
            Arrays.stream(PartName.values())
                .filter(part -> part != PartName.STREAMS_NEXT)
                .map(KilledPart::new),
            Stream.of(
                    Kind.OUTAGE,
                    Kind.SLOW,
                    Kind.CUT,
                    Kind.GARBAGE,
                    Kind.SHORT,
                    Kind.WRONG_DIMENSIONS,
                    Kind.TOKEN_VECTORS)
                .map(this::provider),
            Stream.of(
                new ProviderTrouble(server, ServerFault.status(429).retryAfter("1"), SHORT),
                new ProviderTrouble(server, ServerFault.status(500), SHORT),
                new ProviderTrouble(server, ServerFault.status(402), SHORT),
                new ProviderTrouble(
                    server, ServerFault.of(Kind.NOT_A_NUMBER).on(HostTexts.REFUSED), SHORT),
                new RestartedPart(PartName.POSTGRES),
                new RestartedPart(PartName.KAFKA),
                new RestartedStack(),
                new FrozenPart(PartName.STREAMS, LONG),
                new FrozenPart(PartName.CONNECT, LONG),
                new FrozenPart(PartName.KAFKA, LONG),
                new RestartedConnector(sink),
                new RestartedConnector(Names.standard().sourceConnector()),
                new ZombieSink(sink, LONG),
                new DroppedSlot(SHORT),
                new NulledVectors(),
                new ReloadedTables(host)))
        .<Fault>flatMap(faults -> faults)
        .toList();
  }

  private Fault provider(Kind kind) {
    return new ProviderTrouble(server, ServerFault.of(kind), SHORT);
  }
}
