package io.millrace.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.millrace.inference.CacheTier;
import io.millrace.inference.ClassificationModel;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.EmbeddingService;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelMetrics;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelServiceSettings;
import io.millrace.inference.Priority;
import io.millrace.inference.RequestReport;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerFault;
import io.millrace.modelserver.ServerFault.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Plants a text and a token, has the server misbehave in every way and quote the text in its
 * errors, and looks for both in all that is logged, thrown, counted or told.
 */
@Timeout(60)
class NothingLeaksTest {
  private static final String TEXT_MARKER = "planted-text-7c1d";
  private static final String TOKEN_MARKER = "planted-token-93ab";

  @TempDir private Path folder;
  private final RemoteTestBed bed = new RemoteTestBed();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    bed.with("millrace.embedding.token", TOKEN_MARKER)
        .with("millrace.classification.token", TOKEN_MARKER)
        .with("millrace.inference.directory", folder.toString());
  }

  @AfterEach
  void stop() {
    root.setLevel(before);
    root.detachAppender(log);
    bed.close();
  }

  static Stream<ServerFault> faults() {
    return Stream.concat(
        IntStream.of(307, 400, 401, 402, 403, 404, 408, 410, 413, 418, 422, 424, 429, 500, 503)
            .mapToObj(ServerFault::status),
        Arrays.stream(Kind.values())
            .filter(kind -> kind != Kind.STATUS)
            .map(ServerFault::of)
            .map(fault -> fault.body("http://localhost:1/" + TEXT_MARKER)));
  }

  /** Keeps every label. */
  private final class Listening implements ModelMetrics {
    @Override
    public void modelCall(String task) {
      told.add(task);
    }

    @Override
    public void request(RequestReport report) {
      told.add(report.toString());
    }

    @Override
    public void cacheHit(String task, CacheTier tier) {
      told.add(task);
    }

    @Override
    public void failed(String task, String reason) {
      told.add(task + reason);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldTellNothingOfTextAndToken(ServerFault fault) throws Exception {
    EmbeddingModel embedding = bed.embedding("tei");
    EmbeddingModel openAi = bed.embedding("openai");
    ClassificationModel classification = bed.classification("hugging-face");
    bed.server.fail(fault);

    embed(embedding);
    embed(openAi);
    told.add(
        classification
            .classify(List.of(TEXT_MARKER), QuestionOpening.EASY_CHOICE)
            .toCompletableFuture()
            .join()
            .toString());
    classification.close();
    startAgain();

    assertThat(told).isNotEmpty().noneMatch(this::isMarked);
    assertThat(new ArrayList<>(log.list))
        .extracting(NothingLeaksTest::lines)
        .noneMatch(this::isMarked);
    assertThat(files()).noneMatch(this::isMarked);
  }

  private void embed(EmbeddingModel model) {
    told.add(model.toString());
    try (EmbeddingService service =
        new EmbeddingService(model, ModelServiceSettings.defaults(), new Listening())) {
      List<ModelOutcome<Embedding>> outcomes =
          Stream.of(TEXT_MARKER, TEXT_MARKER + " again", "word ".repeat(100) + TEXT_MARKER)
              .map(text -> service.embed(text, Priority.FRESH))
              .toList()
              .stream()
              .map(java.util.concurrent.CompletableFuture::join)
              .toList();
      told.add(outcomes.toString());
      told.add(service.health().toString());
    }
  }

  /** What is refused at start says why. */
  private void startAgain() {
    bed.with("millrace.inference.directory", "");
    for (String provider : List.of("hugging-face", "openai")) {
      try (EmbeddingModel model = bed.embedding(provider)) {
        told.add(model.description().toString());
      } catch (InferenceException e) {
        told.add(String.valueOf(e.getMessage()));
      }
    }
    told.add(bed.settings().toString());
    told.add(ModelServer.MODEL);
  }

  private boolean isMarked(String line) {
    return line.contains(TEXT_MARKER) || line.contains(TOKEN_MARKER);
  }

  private static String lines(ILoggingEvent event) {
    String message =
        event.getFormattedMessage() + event.getMDCPropertyMap() + event.getKeyValuePairs();
    return event.getThrowableProxy() == null
        ? message
        : message + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }

  private List<String> files() throws java.io.IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file));
      }
      return contents;
    }
  }
}
