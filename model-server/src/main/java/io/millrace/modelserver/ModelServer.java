package io.millrace.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.modelserver.ServerFault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The server. It answers on loopback as Hugging Face's router ({@code /hf-inference/models/…}), as
 * TEI ({@code /info}, {@code /embed}, {@code /predict}, {@code /rerank}) and as OpenAI ({@code
 * /v1/embeddings}), all for the model {@value #MODEL}. Threadsafe.
 *
 * <p>{@code POST /_control} sets a fault or a rate from outside, {@code GET /_counts} tells what
 * was asked; see {@link ModelServerMain}.
 */
public final class ModelServer implements AutoCloseable {
  /** What it serves, as TEI's {@code /info} says. */
  public static final String MODEL = "test/model";

  private static final String RERANKER = "reranker";
  private static final Set<String> TEI_BATCHES = Set.of("/embed", "/predict", "/rerank");

  static {
    // Else the end of each answer waits 40 ms for the client to acknowledge its beginning.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Settings settings;
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong inputs = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<ServerFault> fault = Optional.empty();
  private volatile Duration timeAnInput = Duration.ZERO;
  private volatile Duration timeARequest = Duration.ZERO;
  private volatile Answers answers;

  /**
   * What does not change while the server runs.
   *
   * @param port 0 for a free one
   * @param token that requests must have; "" for any
   * @param maximumBatch inputs that TEI takes in a request
   * @param kind of model that TEI has: embedding, classifier or reranker; the last answers {@code
   *     /rerank} and not {@code /predict}, the others the other way round
   */
  public record Settings(
      int port, int dimensions, String token, String revision, int maximumBatch, String kind) {
    /** The same with a reranker. */
    public Settings reranker() {
      return new Settings(port, dimensions, token, revision, maximumBatch, RERANKER);
    }

    /** A free port, 384 dimensions, any token, batches of 32. */
    public static Settings defaults() {
      return new Settings(0, 384, "", "revision-1", 32, "embedding");
    }
  }

  /**
   * A request that was answered, well or badly.
   *
   * @param isAnswered whether well
   */
  public record Asked(List<String> texts, boolean isAnswered) {}

  private ModelServer(Settings settings) {
    this.settings = settings;
    this.answers = new Answers("weights", settings.dimensions());
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Starts a server with {@link Settings#defaults}. */
  public static ModelServer start() {
    return start(Settings.defaults());
  }

  /** Starts a server. */
  public static ModelServer start(Settings settings) {
    return new ModelServer(settings);
  }

  /** Its root, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Misbehaves from now on. */
  public void fail(ServerFault how) {
    fault = Optional.of(how);
  }

  /** Takes so long for each input from now on, one after another as on one device. */
  public void slowDown(Duration anInput) {
    timeAnInput = anInput;
  }

  /** Takes so long for each request from now on, as many side by side as come. */
  public void answerAfter(Duration aRequest) {
    timeARequest = aRequest;
  }

  /** Behaves again. */
  public void recover() {
    fault = Optional.empty();
    misbehaviour.permit(0);
  }

  /** Answers 429 to what goes beyond a number of inputs a second; 0 permits all. */
  public void permit(double inputsPerSecond) {
    misbehaviour.permit(inputsPerSecond);
  }

  /** Serves other weights under the same name. */
  public void changeWeights() {
    answers = new Answers("other weights", settings.dimensions());
  }

  /** Requests that came, those for {@code /info} left out. */
  public long requests() {
    return requests.get();
  }

  /** Inputs in those requests. */
  public long inputs() {
    return inputs.get();
  }

  /** Inputs that were answered well. */
  public long answeredInputs() {
    return answered.get();
  }

  /** The header Authorization of each request; "" where there was none. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** The body of each request. */
  public List<JsonNode> bodies() {
    return List.copyOf(bodies);
  }

  /** The texts of each request, in the order of the answers. */
  public List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      switch (path) {
        case "/_counts" -> Replies.send(exchange, 200, counts().toString());
        case "/_control" -> {
          Control.apply(this, Answers.JSON.readTree(body));
          Replies.send(exchange, 200, "{}");
        }
        case "/info" -> info(exchange);
        default -> ask(exchange, path, body);
      }
    }
  }

  private ObjectNode counts() {
    return Answers.JSON
        .createObjectNode()
        .put("requests", requests())
        .put("inputs", inputs())
        .put("answered_inputs", answeredInputs());
  }

  private void info(HttpExchange exchange) throws IOException {
    if (fault.isPresent() && fault.get().poison().isEmpty()) {
      Misbehaviour.carryOut(fault.get(), exchange, List.of());
      return;
    }
    ObjectNode info =
        Answers.JSON
            .createObjectNode()
            .put("model_id", MODEL)
            .put("model_sha", settings.revision())
            .put("max_concurrent_requests", 512)
            .put("max_input_length", 512)
            .put("max_client_batch_size", settings.maximumBatch())
            .put("auto_truncate", true);
    info.putObject("model_type").putObject(settings.kind());
    Replies.send(exchange, 200, info.toString());
  }

  private void ask(HttpExchange exchange, String path, byte[] content) throws IOException {
    JsonNode body = Answers.JSON.readTree(content);
    List<String> texts = texts(body);
    count(exchange, body, texts);
    Optional<ServerFault> now =
        fault.filter(how -> texts.stream().anyMatch(text -> text.contains(how.poison())));
    if (!settings.token().isEmpty()
        && !authorization(exchange).equals("Bearer " + settings.token())) {
      Misbehaviour.carryOut(ServerFault.status(401), exchange, texts);
    } else if (TEI_BATCHES.contains(path) && texts.size() > settings.maximumBatch()) {
      Misbehaviour.carryOut(ServerFault.status(422), exchange, texts);
    } else if (isForAnotherKind(path)) {
      Misbehaviour.carryOut(ServerFault.status(424), exchange, texts);
    } else if (!misbehaviour.isPermitted(texts.size())) {
      Misbehaviour.carryOut(ServerFault.status(429).retryAfter("1"), exchange, texts);
    } else if (now.isPresent() && Misbehaviour.isWhole(now.get().kind())) {
      Misbehaviour.carryOut(now.get(), exchange, texts);
    } else {
      Misbehaviour.pause(timeARequest);
      misbehaviour.compute(timeAnInput.multipliedBy(texts.size()));
      String answer = answer(path, body, texts, now.map(ServerFault::kind).orElse(null));
      answered.addAndGet(texts.size());
      asked.add(new Asked(List.copyOf(texts), now.isEmpty()));
      // As Python writes it; Jackson would put it in quotes.
      Replies.send(exchange, answer.isEmpty() ? 404 : 200, answer.replace("\"NaN\"", "NaN"));
    }
  }

  private boolean isForAnotherKind(String path) {
    return path.equals(settings.kind().equals(RERANKER) ? "/predict" : "/rerank");
  }

  private void count(HttpExchange exchange, JsonNode body, List<String> texts) {
    requests.incrementAndGet();
    inputs.addAndGet(texts.size());
    authorizations.add(authorization(exchange));
    bodies.add(body);
  }

  private static String authorization(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? "" : header;
  }

  private String answer(String path, JsonNode body, List<String> texts, @Nullable Kind kind) {
    if (path.equals("/embed") || path.endsWith("/pipeline/feature-extraction")) {
      return answers.vectors(texts, kind).toString();
    }
    if (path.endsWith("/v1/embeddings")) {
      return answers.openAi(texts, kind).toString();
    }
    if (path.equals("/rerank")) {
      return answers.ranks(body, kind).toString();
    }
    if (path.equals("/predict")) {
      return predictions(body).toString();
    }
    return path.startsWith("/hf-inference/models/") ? question(body, texts) : "";
  }

  private String question(JsonNode body, List<String> texts) {
    JsonNode labels = body.path("parameters").path("candidate_labels");
    if (labels.isMissingNode()) {
      return answers.names(texts.get(0)).toString();
    }
    List<String> names = new ArrayList<>();
    labels.forEach(label -> names.add(label.asText()));
    List<Double> scores = answers.scores(texts.get(0), names);
    double sum = scores.stream().mapToDouble(Double::doubleValue).sum();
    ArrayNode answer = Answers.JSON.createArrayNode();
    for (int index = 0; index < names.size(); index++) {
      answer.addObject().put("label", names.get(index)).put("score", scores.get(index) / sum);
    }
    return answer.toString();
  }

  private ArrayNode predictions(JsonNode body) {
    ArrayNode all = Answers.JSON.createArrayNode();
    for (JsonNode pair : body.path("inputs")) {
      double score = answers.scores(pair.path(0).asText(), List.of(pair.path(1).asText())).get(0);
      ArrayNode prediction = all.addArray();
      prediction.addObject().put("label", "contradiction").put("score", 0.5 - score);
      prediction.addObject().put("label", "neutral").put("score", 0);
      prediction.addObject().put("label", "entailment").put("score", score);
    }
    return all;
  }

  private static List<String> texts(JsonNode body) {
    if (body.has("query")) {
      return Collections.nCopies(body.path("texts").size(), body.path("query").asText());
    }
    JsonNode source = body.has("input") ? body.path("input") : body.path("inputs");
    List<String> texts = new ArrayList<>();
    if (source.isTextual()) {
      texts.add(source.asText());
    }
    source.forEach(item -> texts.add(item.isArray() ? item.path(0).asText() : item.asText()));
    return texts;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
