package io.millrace.inference.remote;

import io.millrace.inference.Model;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelLimits;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ProviderHealth;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A model over HTTP: what does not depend on its kind. Threadsafe; never blocks. */
abstract class RemoteModel implements Model {
  private final Remote remote;

  RemoteModel(Remote remote) {
    this.remote = remote;
  }

  @Override
  public final ModelDescription description() {
    return remote.description();
  }

  @Override
  public final ModelLimits limits() {
    return remote.limits();
  }

  @Override
  public final String provider() {
    return remote.provider();
  }

  @Override
  public final ProviderHealth health() {
    return remote.gate().health();
  }

  @Override
  public final boolean countRequests(ModelMetrics metrics) {
    remote.gate().count(metrics);
    return true;
  }

  final RemoteInput cut(String text, String hypothesis) {
    return remote.truncation().cut(text, hypothesis);
  }

  final <T> CompletionStage<List<ModelOutcome<T>>> run(
      Exchange<T> exchange, List<RemoteInput> inputs, RemoteInput probe) {
    return new BatchRun<>(
            remote.http(), remote.gate(), remote.description(), exchange, inputs, probe)
        .run();
  }

  @Override
  public final void close() {
    remote.http().close();
    remote.truncation().close();
  }
}
