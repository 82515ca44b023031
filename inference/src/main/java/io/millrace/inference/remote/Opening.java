package io.millrace.inference.remote;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.ModelLimits;
import io.millrace.inference.ProviderSettings;
import io.millrace.inference.policy.Budget;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.policy.GateSettings;
import io.millrace.inference.policy.Price;
import io.millrace.inference.policy.ProviderGate;
import io.millrace.inference.policy.SpendingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What the opening of every model over HTTP has in common. */
final class Opening {
  private static final Clock CLOCK = Clock.systemUTC();

  private final String provider;
  private final String task;
  private final String model;
  private final ProviderSettings all;
  private final RemoteSettings settings;
  private final HttpCaller http;

  /**
   * Reads the settings of a task and makes a client.
   *
   * @param provider as settings name it
   * @param task beginning of the keys
   * @param model name as the plan or settings publish it
   * @throws InferenceException with every problem of the settings at once
   */
  Opening(
      String provider,
      String task,
      String model,
      ProviderSettings all,
      @Nullable String standardUrl) {
    this.provider = provider;
    this.task = task;
    this.model = model;
    this.all = all;
    this.settings = RemoteSettings.of(all, task, standardUrl);
    this.http =
        new HttpCaller(settings.token(), settings.timeout(), settings.concurrentRequests(), CLOCK);
  }

  RemoteSettings settings() {
    return settings;
  }

  Clock clock() {
    return CLOCK;
  }

  String model() {
    return model;
  }

  /** The name under which the provider has the model. */
  String servedModel() {
    return settings.servedModel().orElse(model);
  }

  FirstContact contact() {
    return new FirstContact(http, settings.timeout());
  }

  KnownModelFile knownModel() {
    // An embedding model's file has the name that it always had.
    String kind = task.substring(task.lastIndexOf('.') + 1);
    String owner = kind.equals("embedding") ? provider : provider + '-' + kind;
    return new KnownModelFile(settings.directory(), owner, model, settings.revision());
  }

  Truncation truncation(int otherwise) {
    return Truncation.of(model, all, ServerFacts.told(settings.maximumTokens(), otherwise));
  }

  /** Puts together what was found out. */
  Remote remote(ModelDescription description, ServerFacts facts, Truncation truncation, int most) {
    int batch =
        Math.min(
            Math.min(settings.maximumBatch(), most),
            ServerFacts.told(facts.maximumBatch(), Integer.MAX_VALUE));
    // One place is left to the canary, which goes out beside a batch.
    int inputs =
        Math.max(1, ServerFacts.told(facts.maximumConcurrentInputs(), Integer.MAX_VALUE) - 1);
    return new Remote(
        provider,
        description,
        new ModelLimits(Math.min(batch, inputs), inputs, settings.concurrentRequests()),
        http,
        gate(batch),
        truncation);
  }

  private ProviderGate gate(int batch) {
    GateSettings gate =
        GateSettings.of(provider, model, batch)
            .withRates(settings.requestsPerSecond(), settings.inputsPerSecond())
            .withRetries(settings.downTime(), settings.refusedTime())
            .withTimeout(settings.timeout());
    Price price = new Price(settings.pricePerMillionTokens(), settings.pricePerMillionInputs());
    return new ProviderGate(
        gate, new Budget(settings.budgetPerDay(), price, spendingLog(), CLOCK), CLOCK);
  }

  private SpendingLog spendingLog() {
    if (settings.directory().isEmpty() || settings.budgetPerDay() == 0) {
      return SpendingLog.NONE;
    }
    Path folder = settings.directory().get();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InferenceException(
          folder + " cannot be made; choose another millrace.inference.directory.", e);
    }
    return SpendingLog.in(folder.resolve(task + ".spent"));
  }

  /** Closes the client of a model that was not opened after all. */
  InferenceException refuse(String sentence) {
    http.close();
    return new InferenceException(sentence);
  }

  /** Says what to do about a provider that does not answer at start. */
  InferenceException refuse(FaultKind kind) {
    return refuse(
        switch (kind) {
          case NO_ACCESS ->
              "The provider refuses the token: set %s.token to one that may use the model."
                  .formatted(task);
          case NO_CREDIT ->
              "The provider's account has no credit left: add some, or choose another %s.provider."
                  .formatted(task);
          case NOT_FOUND ->
              "The provider does not serve %s: correct %s.url, or choose a model that it serves."
                  .formatted(servedModel(), task);
          case REDIRECTED ->
              "The provider sends to another address, where the token must not go: correct %s.url."
                  .formatted(task);
          case TOO_LARGE, BACKEND_FAILED, BAD_REQUEST ->
              "The provider fails on a plain sentence: does it serve %s for this task? See %s.url."
                  .formatted(servedModel(), task);
          default ->
              "The provider of %s does not answer (%s): start it, or correct %s.url."
                  .formatted(servedModel(), kind.label(), task);
        });
  }

  /** Says that the provider's answers have another form. */
  InferenceException refuse(MalformedAnswerException cause) {
    return refuse(
        "The provider's answer has another form than that of its task (%s): does it serve %s? See %s.url."
            .formatted(cause.getMessage(), servedModel(), task));
  }
}
