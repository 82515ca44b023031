package io.millrace.inference.disk;

import io.millrace.inference.AnswerStore;
import io.millrace.inference.Classification;
import io.millrace.inference.Embedding;
import io.millrace.inference.InferenceException;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.TextKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of answers, of a bounded size. It holds no text: keys are hashes of text and model, values
 * are vectors, or labels with confidences.
 *
 * <p>Threadsafe; belongs to one process. What was stored in the last second before a kill may be
 * lost, and the rest is whole: the file is written by appending, and each value carries a checksum.
 * A file that cannot be read is begun anew, and a fault of the disk costs calls, never an answer.
 */
public final class DiskCache implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(DiskCache.class);
  private static final String FILE = "answers.mv";

  private final MVStore store;
  private final Shelves shelves;

  private DiskCache(MVStore store, long maximumBytes) {
    this.store = store;
    this.shelves = new Shelves(store, maximumBytes);
  }

  /**
   * Opens the cache in a folder, which is made if it is missing.
   *
   * @param maximumBytes of keys and values, at least 1; the file may be up to about twice as large
   * @throws InferenceException if another process has it, or the folder cannot be used
   */
  public static DiskCache open(Path folder, long maximumBytes) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      return new DiskCache(open(file), maximumBytes);
    } catch (IOException e) {
      throw new InferenceException(
          folder + " cannot be used; choose another millrace.inference.directory.", e);
    }
  }

  private static MVStore open(Path file) throws IOException {
    try {
      return opened(file);
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new InferenceException(
            file + " belongs to another process; give each its own millrace.inference.directory.",
            e);
      }
      LOGGER.warn("{} cannot be read and is begun anew", file, e);
      Files.delete(file);
      return opened(file);
    }
  }

  private static MVStore opened(Path file) {
    return new MVStore.Builder().fileName(file.toString()).open();
  }

  /** The store of vectors. */
  public AnswerStore<Embedding> embeddings() {
    return new Shelf<>(new AnswerCodec.OfEmbeddings());
  }

  /** The store of classifications. */
  public AnswerStore<Classification> classifications() {
    return new Shelf<>(new AnswerCodec.OfClassifications());
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (MVStoreException e) {
      LOGGER.warn("The cache of answers was not closed well", e);
    }
  }

  /** One kind of answer. */
  private final class Shelf<T> implements AnswerStore<T> {
    private final AnswerCodec<T> codec;

    Shelf(AnswerCodec<T> codec) {
      this.codec = codec;
    }

    @Override
    public Optional<Answered<T>> get(TextKey key) {
      try {
        byte[] bytes = shelves.get(nameOf(key));
        return bytes == null ? Optional.empty() : Optional.of(codec.read(bytes));
      } catch (IOException | RuntimeException e) {
        LOGGER.warn("An answer on disk cannot be read: {}", e.getClass().getName());
        return Optional.empty();
      }
    }

    @Override
    public void put(TextKey key, Answered<T> answer) {
      try {
        shelves.put(nameOf(key), codec.write(answer));
      } catch (IOException | RuntimeException e) {
        LOGGER.warn("An answer was not kept on disk: {}", e.getClass().getName());
      }
    }

    private String nameOf(TextKey key) {
      return "%s%016x%016x".formatted(codec.kind(), key.high(), key.low());
    }
  }
}
