package io.millrace.app.run;

import com.sun.net.httpserver.HttpServer;
import io.millrace.app.Json;
import io.millrace.topology.runtime.ApplicationHealth;
import io.millrace.topology.runtime.InstanceHealth;
import io.millrace.topology.runtime.ThreadHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What probes ask: {@code /health/live} and {@code /health/ready} answer 200 or 503, and in JSON
 * why; {@code /health} (with how models fare) and {@code /ready} are the same in words. They hold
 * names and numbers of the engine, nothing of rows, and ask for no token: whoever starts containers
 * again has none.
 */
final class HealthPage {
  private static final String JSON = "application/json";
  private static final double TENTHS = 10;

  private static final String PLAIN = "text/plain; charset=utf-8";

  private HealthPage() {}

  static void addTo(HttpServer server, StatusServer.Health health) {
    Supplier<InstanceHealth> instance = health.instance();
    server.createContext("/health/live", exchange -> live(instance.get()).send(exchange));
    server.createContext("/health/ready", exchange -> ready(instance.get()).send(exchange));
    server.createContext("/health", exchange -> words(health).send(exchange));
    server.createContext(
        "/ready", exchange -> words(instance.get().isReady(), "ok\n", "not yet\n").send(exchange));
  }

  private static StatusAnswer words(StatusServer.Health health) {
    String models =
        health.models().get().stream()
            .map(model -> model.line() + "\n")
            .collect(Collectors.joining());
    return words(health.instance().get().isLive(), "ok\n" + models, "failed\n" + models);
  }

  private static StatusAnswer words(boolean isWell, String well, String unwell) {
    return isWell ? StatusAnswer.ok(PLAIN, well) : StatusAnswer.unavailable(PLAIN, unwell);
  }

  /** Whether the process is to go on, or to be started again. */
  static StatusAnswer live(InstanceHealth health) {
    return answer(health.isLive(), health.faults(), health);
  }

  /** Whether its stores are restored and it works. */
  static StatusAnswer ready(InstanceHealth health) {
    return answer(health.isReady(), health.hindrances(), health);
  }

  private static StatusAnswer answer(boolean isWell, List<String> reasons, InstanceHealth health) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", isWell ? "ok" : "failing");
    document.put("reasons", reasons);
    document.put("applications", health.applications().stream().map(HealthPage::document).toList());
    String body = Json.write(document);
    return isWell ? StatusAnswer.ok(JSON, body) : StatusAnswer.unavailable(JSON, body);
  }

  private static Map<String, Object> document(ApplicationHealth application) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("application", application.application());
    document.put("state", application.state());
    document.put("restoring", application.restoringStores());
    document.put("threads", application.threads().stream().map(HealthPage::document).toList());
    return document;
  }

  private static Map<String, Object> document(ThreadHealth thread) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("thread", thread.name());
    document.put("state", thread.state());
    document.put("seconds_since_poll", Math.round(thread.secondsSincePoll() * TENTHS) / TENTHS);
    return document;
  }
}
