package io.millrace.app.command;

import io.millrace.app.pairs.ModelCalibration;
import io.millrace.app.pairs.PairFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits the curve from cosine to score of an embedding model. */
@Command(
    name = "calibrate",
    description = {
      "Fits the curve from cosine to score of an embedding model to labelled pairs of texts, and",
      "prints it for the plan. The file holds one object a line:",
      "{\"a\":\"…\",\"b\":\"…\",\"related\":true}, and optionally \"kind\":\"audience\" or",
      "\"seeking_offering\"."
    })
final class CalibrateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "Labelled pairs, JSON Lines.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before call
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The embedding model. Default: the plan's.")
  private @Nullable String model;

  @Override
  public Integer call() {
    String name = model == null ? options.installation().plan().read().embeddingModel() : model;
    ModelCalibration calibration = ModelCalibration.of(name, PairFile.read(file));
    options.print(calibration.document(), calibration::text);
    return 0;
  }
}
