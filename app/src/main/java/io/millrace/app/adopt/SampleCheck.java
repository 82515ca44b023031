package io.millrace.app.adopt;

import io.millrace.app.UserException;
import io.millrace.connectors.HeldRow;
import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelOutcome;
import io.millrace.inference.ModelOutcome.RetryLater;
import io.millrace.inference.Parity;
import java.util.ArrayList;
import java.util.List;

/**
 * Embeds the present texts of some rows and compares: a vector of an older text, or of another
 * model, cannot be told by looking at it.
 */
final class SampleCheck {
  private static final int BATCH = 32;

  private final EmbeddingModel model;
  private final double leastCosine;

  SampleCheck(EmbeddingModel model, double leastCosine) {
    this.model = model;
    this.leastCosine = leastCosine;
  }

  private record Place(String key, Candidate candidate) {}

  /**
   * Compares the vectors of rows; each costs a model call.
   *
   * @throws UserException if the model does not answer
   */
  SampleReport compare(String table, List<HeldRow> rows) {
    Candidates candidates = new Candidates(model.description().dimensions());
    List<Place> places = new ArrayList<>();
    rows.forEach(
        row ->
            candidates.of(row).forEach(candidate -> places.add(new Place(row.key(), candidate))));
    List<SampleReport.Disagreement> disagreements = new ArrayList<>();
    for (int start = 0; start < places.size(); start += BATCH) {
      compare(table, places.subList(start, Math.min(places.size(), start + BATCH)), disagreements);
    }
    return new SampleReport(rows.size(), places.size(), disagreements);
  }

  private void compare(
      String table, List<Place> places, List<SampleReport.Disagreement> disagreements) {
    List<ModelOutcome<Embedding>> outcomes =
        model
            .embed(places.stream().map(place -> place.candidate().text()).toList())
            .toCompletableFuture()
            .join();
    for (int index = 0; index < places.size(); index++) {
      Candidate candidate = places.get(index).candidate();
      double cosine = cosine(candidate, outcomes.get(index));
      if (cosine < leastCosine) {
        disagreements.add(
            new SampleReport.Disagreement(
                table, places.get(index).key(), candidate.column(), cosine));
      }
    }
  }

  /** A text that the model refuses has no vector of this model. */
  private static double cosine(Candidate candidate, ModelOutcome<Embedding> outcome) {
    if (outcome instanceof RetryLater<Embedding> later) {
      throw UserException.failure(
          "The model does not answer (" + later.reason() + "), so nothing was adopted; try again.");
    }
    return outcome
        .answer()
        .map(answered -> Parity.cosine(candidate.embedding(), answered.value()))
        .orElse(0.0);
  }
}
