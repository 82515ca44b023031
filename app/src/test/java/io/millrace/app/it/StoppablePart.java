package io.millrace.app.it;

import io.millrace.app.local.ConnectClient;
import io.millrace.app.progress.LagReport;
import io.millrace.app.progress.LagReport.StageLag;
import io.millrace.app.progress.LagReport.State;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import io.millrace.stack.PartName;

/** What may stop, and the stage of {@code lag} that must say so. */
enum StoppablePart {
  CONNECT("capture") {
    @Override
    void stop(RunningPipeline pipeline, ModelServer server) {
      pipeline.kill(PartName.CONNECT);
    }
  },
  SINK("sink") {
    @Override
    void stop(RunningPipeline pipeline, ModelServer server) {
      connect(pipeline).stop("millrace-sink-g1");
    }

    @Override
    void start(RunningPipeline pipeline, ModelServer server) {
      connect(pipeline).resume("millrace-sink-g1");
    }
  },
  PROVIDER("model") {
    @Override
    void stop(RunningPipeline pipeline, ModelServer server) {
      server.fail(ServerFault.of(Kind.OUTAGE));
    }

    @Override
    void start(RunningPipeline pipeline, ModelServer server) {
      server.recover();
    }

    @Override
    boolean isNamed(LagReport report) {
      return LagLog.stage(report, "model").detail().reasons().getOrDefault("provider_down", 0L) > 0;
    }
  },
  APPLICATION("rows") {
    @Override
    void stop(RunningPipeline pipeline, ModelServer server) {
      pipeline.kill(PartName.STREAMS);
    }
  };

  private final String stage;

  StoppablePart(String stage) {
    this.stage = stage;
  }

  /** Stops it as if it had died; returns at once. */
  abstract void stop(RunningPipeline pipeline, ModelServer server);

  /** Has it work again. */
  void start(RunningPipeline pipeline, ModelServer server) {
    pipeline.up();
  }

  StageLag stageIn(LagReport report) {
    return LagLog.stage(report, stage);
  }

  /** Whether a reading says what stands still. */
  boolean isNamed(LagReport report) {
    return stageIn(report).state() == State.STOPPED;
  }

  private static ConnectClient connect(RunningPipeline pipeline) {
    return new ConnectClient(pipeline.environment().connectUrl());
  }
}
