package io.millrace.app.run;

import io.millrace.inference.ProviderHealth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model that the tasks use fares.
 *
 * @param model its name as published
 * @param use what it does: embed, classify or extract
 * @param state "ok", "paused", or a word for what is wrong with it
 * @param reason one sentence for a person, without secrets and row text; empty: nothing is wrong
 */
public record ModelState(String model, String use, String state, String reason) {
  /** Nothing is wrong. */
  static final String OK = "ok";

  private static final String PAUSED = "paused";

  /** A model that answers. */
  static ModelState ok(String model, String use) {
    return new ModelState(model, use, OK, "");
  }

  /** A model that is asked nothing, because somebody has paused the calls of models. */
  static ModelState paused(String model, String use) {
    return new ModelState(model, use, PAUSED, "");
  }

  /** Whether somebody has paused it. */
  public boolean isPaused() {
    return state.equals(PAUSED);
  }

  /** How the worst of these models fares; of one whose state is not known, nothing is said. */
  public static ProviderHealth.State worst(List<ModelState> models) {
    return models.stream()
        .flatMap(
            model ->
                Arrays.stream(ProviderHealth.State.values())
                    .filter(state -> state.name().equalsIgnoreCase(model.state())))
        .max(Comparator.comparingInt(ProviderHealth.State::level))
        .orElse(ProviderHealth.State.OK);
  }

  /** Whether nothing is wrong. */
  public boolean isWell() {
    return state.equals(OK);
  }

  /** The model in one line for people. */
  public String line() {
    return "model %s (%s): %s%s"
        .formatted(model, use, state, reason.isEmpty() ? "" : ", " + reason);
  }

  /** The form of the page {@code /models}. */
  public Map<String, String> document() {
    Map<String, String> document = new LinkedHashMap<>();
    document.put("model", model);
    document.put("use", use);
    document.put("state", state);
    document.put("reason", reason);
    return document;
  }
}
