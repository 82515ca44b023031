package io.millrace.inference.disk;

import io.millrace.inference.ModelDescription;
import io.millrace.inference.TextKey;
import io.millrace.inference.similarity.LabelVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the vectors of labels' texts under one model, read whole at the start.
 *
 * <p>Any number of processes may share it: it is replaced in one step, and who loses a race embeds
 * some texts again. A file that is damaged, or of another form, is made anew. A disk that cannot be
 * used costs the embedding of the labels at each start, and a warning. Threadsafe.
 */
public final class LabelVectorFile implements LabelVectorStore {
  private static final Logger LOGGER = LoggerFactory.getLogger(LabelVectorFile.class);

  /** Labels that were changed leave vectors behind; beyond this they are dropped. */
  private static final int MOST_VECTORS = 20_000;

  private final Path file;
  private final String model;
  private final LabelVectorCodec codec;
  private final Map<TextKey, float[]> vectors;
  private boolean told;

  private LabelVectorFile(Path file, ModelDescription model) {
    this.file = file;
    this.model = model.fingerprint();
    this.codec = new LabelVectorCodec(model.dimensions());
    this.vectors = read();
  }

  /**
   * Reads what a folder holds for a model.
   *
   * @param folder is made when something is kept
   */
  public static LabelVectorFile open(Path folder, ModelDescription model) {
    return new LabelVectorFile(folder.resolve("labels-" + model.fingerprint() + ".vectors"), model);
  }

  @Override
  public synchronized Optional<float[]> get(String text) {
    return Optional.ofNullable(vectors.get(TextKey.of(model, text))).map(float[]::clone);
  }

  @Override
  public synchronized void keep(Map<String, float[]> fresh) {
    fresh.forEach((text, vector) -> vectors.put(TextKey.of(model, text), vector.clone()));
    Map<TextKey, float[]> all = read(); // what other processes kept meanwhile
    all.putAll(vectors);
    write(all.size() > MOST_VECTORS ? vectors : all);
  }

  private Map<TextKey, float[]> read() {
    if (!Files.exists(file)) {
      return new HashMap<>();
    }
    try {
      return codec.read(Files.readAllBytes(file));
    } catch (IOException e) {
      tellOnce("cannot be read and are made anew", e);
      return new HashMap<>();
    }
  }

  private void write(Map<TextKey, float[]> all) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh = Files.createTempFile(file.getParent(), "labels-", ".new");
      try {
        Files.write(fresh, codec.write(all));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      tellOnce("cannot be kept", e);
    }
  }

  private void tellOnce(String fault, IOException cause) {
    if (!told) {
      LOGGER.warn("The labels' vectors in {} {}: {}", file, fault, cause.toString());
      told = true;
    }
  }
}
