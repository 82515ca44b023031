package io.millrace.app.it;

import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import java.time.Duration;

/** The provider of the embedding model misbehaves for a while. */
record ProviderTrouble(ModelServer server, ServerFault fault, Duration pause) implements Fault {
  @Override
  public String name() {
    return "provider: " + fault.kind() + (fault.status() == 200 ? "" : " " + fault.status());
  }

  @Override
  public void strike(RunningPipeline pipeline) throws Exception {
    server.fail(fault);
    try {
      Pause.of(pause);
    } finally {
      server.recover();
    }
  }
}
