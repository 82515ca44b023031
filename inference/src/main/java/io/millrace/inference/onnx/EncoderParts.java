package io.millrace.inference.onnx;

import io.millrace.inference.InferenceException;
import io.millrace.inference.ProviderSettings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an encoder while it is opened; closing frees what no encoder has taken over, so that
 * a model that is refused leaves no native memory behind.
 */
final class EncoderParts implements AutoCloseable {
  private final String model;
  private final int lanes;
  private @Nullable OnnxSession session;
  private @Nullable TextTokenizer tokenizer;

  /**
   * @param model how sentences to the user name it
   */
  EncoderParts(String model, ProviderSettings settings) {
    this.model = model;
    lanes = lanes(settings);
    NativeLibraries.prepare(settings);
  }

  /** 0 stands for the default, as the reference page says. */
  private static int lanes(ProviderSettings settings) {
    String key = OnnxEmbeddingModelProvider.THREADS;
    int processors = Runtime.getRuntime().availableProcessors();
    return settings.text(key).filter("0"::equals).isPresent()
        ? processors
        : settings.positiveInteger(key, processors);
  }

  /** Loads the weights. */
  OnnxSession load(Weights weights, OutputKind kind) {
    try {
      OnnxSession loaded = OnnxSession.open(weights, kind, model);
      session = loaded;
      return loaded;
    } catch (LinkageError e) {
      throw NativeLibraries.missing(e);
    }
  }

  /** Reads the tokenizer. */
  void tokenize(Supplier<TextTokenizer> definition) {
    tokenizer = readTokenizer(definition, model);
  }

  /**
   * Reads a tokenizer.
   *
   * @throws InferenceException if its definition is none
   */
  static TextTokenizer readTokenizer(Supplier<TextTokenizer> definition, String model) {
    try {
      return definition.get();
    } catch (InferenceException e) {
      throw e;
    } catch (LinkageError e) {
      throw NativeLibraries.missing(e);
    } catch (RuntimeException e) {
      throw new InferenceException(
          "The tokenizer.json of %s cannot be read; save the model's fast tokenizer anew."
              .formatted(model),
          e);
    }
  }

  /** Runs the model for the first time. */
  BatchCheck check(RowReader<float[]> reader) {
    return BatchCheck.of(loaded(session), loaded(tokenizer), reader, model);
  }

  /** Refuses a model that does not know the last token of a vocabulary. */
  void requireToken(long id) {
    BatchCheck.requireToken(loaded(session), id, model);
  }

  /** Hands the parts over. */
  Encoder encoder(String name, BatchCheck check) {
    Encoder encoder =
        new Encoder(
            name,
            loaded(tokenizer),
            loaded(session),
            new Lanes(lanes),
            !check.isBatchIndependent());
    session = null;
    tokenizer = null;
    return encoder;
  }

  private static <T> T loaded(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Load the weights and the tokenizer first.");
    }
    return part;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
