package io.millrace.inference.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.inference.policy.Fault;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.policy.Reply;
import io.millrace.inference.policy.Reply.Answer;
import io.millrace.inference.policy.Reply.Failed;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Sends JSON and reads JSON, once: it neither repeats nor follows anything, so that the token goes
 * to the configured host alone and each request is counted. Threadsafe.
 */
final class HttpCaller implements AutoCloseable {
  /** A batch of 512 vectors of 4,096 dimensions, written out. */
  private static final long LONGEST_ANSWER = 64L * 1024 * 1024;

  private static final long LONGEST_FAULT = 16L * 1024;
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;
  private final Optional<String> token;
  private final FaultReader faults;

  /**
   * @param timeout of a whole request, connecting and reading included
   * @param concurrentRequests that go out at once
   */
  HttpCaller(Optional<String> token, Duration timeout, int concurrentRequests, Clock clock) {
    this.token = token;
    this.faults = new FaultReader(clock);
    ExecutorService threads = Executors.newCachedThreadPool(HttpCaller::thread);
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(concurrentRequests);
    dispatcher.setMaxRequestsPerHost(concurrentRequests);
    this.client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .callTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-provider");
    thread.setDaemon(true);
    return thread;
  }

  CompletionStage<Reply<JsonNode>> post(HttpUrl url, JsonNode body) {
    return send(request(url).post(RequestBody.create(bytes(body), JSON)).build());
  }

  CompletionStage<Reply<JsonNode>> get(HttpUrl url) {
    return send(request(url).build());
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // a tree can always be written
    }
  }

  private Request.Builder request(HttpUrl url) {
    Request.Builder builder = new Request.Builder().url(url).header("Accept", "application/json");
    token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
    return builder;
  }

  private CompletionStage<Reply<JsonNode>> send(Request request) {
    CompletableFuture<Reply<JsonNode>> reply = new CompletableFuture<>();
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                reply.complete(failed(e));
              }

              @Override
              public void onResponse(Call call, Response response) {
                reply.complete(replyOf(response));
              }
            });
    return reply;
  }

  private Reply<JsonNode> replyOf(Response response) {
    try (response) {
      return response.isSuccessful() ? answer(response) : fault(response);
    } catch (IOException e) {
      return failed(e);
    } catch (RuntimeException e) {
      return failed(FaultKind.MALFORMED);
    }
  }

  private static Reply<JsonNode> answer(Response response) throws IOException {
    BufferedSource source = response.body().source();
    // Counts what comes out of gzip, so that a small answer cannot grow without bound.
    if (source.request(LONGEST_ANSWER + 1)) {
      return failed(FaultKind.MALFORMED);
    }
    try {
      JsonNode json = Json.MAPPER.readTree(source.getBuffer().readByteArray());
      return json == null || json.isMissingNode()
          ? failed(FaultKind.MALFORMED)
          : new Answer<>(json, 0);
    } catch (JsonProcessingException e) {
      return failed(FaultKind.MALFORMED);
    }
  }

  private Reply<JsonNode> fault(Response response) throws IOException {
    BufferedSource source = response.body().source();
    source.request(LONGEST_FAULT);
    String body = source.getBuffer().readUtf8(Math.min(LONGEST_FAULT, source.getBuffer().size()));
    return new Failed<>(faults.read(response.code(), response.header("Retry-After"), body));
  }

  private static Reply<JsonNode> failed(IOException cause) {
    // OkHttp reports a call's time-out, and a socket's, by this type.
    return failed(
        cause instanceof InterruptedIOException ? FaultKind.TIMEOUT : FaultKind.UNAVAILABLE);
  }

  private static Reply<JsonNode> failed(FaultKind kind) {
    return new Failed<>(Fault.of(kind));
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
