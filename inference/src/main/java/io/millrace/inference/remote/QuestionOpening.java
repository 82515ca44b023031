package io.millrace.inference.remote;

import io.millrace.inference.LabelChoice;
import io.millrace.inference.LabelChoice.ChoiceLabel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.TextNormalizer;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.remote.FirstContact.NoAnswerException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens models that make no vectors: one plain question shows that they do what is wanted. */
final class QuestionOpening {
  private static final Logger LOGGER = LoggerFactory.getLogger(QuestionOpening.class);
  private static final int USUAL_TOKENS = 512;

  /** For the first question. */
  static final LabelChoice EASY_CHOICE =
      new LabelChoice(
          List.of(
              new ChoiceLabel("mill", "This text is about a mill.", List.of()),
              new ChoiceLabel("sea", "This text is about the sea.", List.of())),
          false);

  private QuestionOpening() {}

  /**
   * TEI's description of itself; while it does not answer, what it said at an earlier start. Kind
   * and revision must not be guessed: the one decides how to ask, the other whether answers are
   * stale.
   */
  static ServerFacts info(Opening opening) {
    KnownModelFile memory = opening.knownModel();
    try {
      ServerFacts facts =
          opening.contact().info(EmbeddingProtocol.under(opening.settings().url(), "info"));
      memory.write(
          KnownModel.of(opening.model(), opening.settings().revision(), facts, new float[0]));
      return facts;
    } catch (NoAnswerException e) {
      refuseForGood(opening, e.kind());
      return memory.read().map(KnownModel::facts).orElseThrow(() -> opening.refuse(e.kind()));
    }
  }

  /**
   * Asks a plain question.
   *
   * @param most inputs that the protocol takes in a request
   */
  static <T> Remote open(
      Opening opening, ServerFacts facts, int most, Exchange<T> exchange, RemoteInput question) {
    try {
      Optional<T> answer = opening.contact().ask(exchange, question);
      if (answer.isEmpty()) {
        throw opening.refuse(new MalformedAnswerException("no finite answer"));
      }
    } catch (NoAnswerException e) {
      refuseForGood(opening, e.kind());
      LOGGER.warn(
          "The provider of {} does not answer ({}); texts wait for it",
          opening.model(),
          e.getMessage());
    } catch (MalformedAnswerException e) {
      throw opening.refuse(e);
    }
    return remote(opening, facts, most);
  }

  private static Remote remote(Opening opening, ServerFacts facts, int most) {
    Truncation truncation =
        opening.truncation(ServerFacts.told(facts.maximumTokens(), USUAL_TOKENS));
    String revision = facts.revision().isEmpty() ? opening.settings().revision() : facts.revision();
    ModelDescription description =
        new ModelDescription(
            opening.model(),
            revision,
            0,
            truncation.maximumTokens(),
            TextNormalizer.VERSION + '/' + truncation.rule() + "/server");
    return opening.remote(description, facts, truncation, most);
  }

  private static void refuseForGood(Opening opening, FaultKind kind) {
    switch (kind) {
      case NO_ACCESS, NOT_FOUND, REDIRECTED, BAD_REQUEST, TOO_LARGE, BACKEND_FAILED ->
          throw opening.refuse(kind);
      default -> {
        // It may pass; the work waits for it.
      }
    }
  }
}
