package io.millrace.inference.remote;

import io.millrace.inference.Embedding;
import io.millrace.inference.EmbeddingModel;
import io.millrace.inference.ModelDescription;
import io.millrace.inference.Parity;
import io.millrace.inference.TextNormalizer;
import io.millrace.inference.policy.FaultKind;
import io.millrace.inference.remote.FirstContact.NoAnswerException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what an embedding model is, and refuses one that is not what it was. */
final class EmbeddingOpening {
  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddingOpening.class);

  private final Opening opening;
  private final EmbeddingProtocol protocol;

  EmbeddingOpening(Opening opening, EmbeddingProtocol protocol) {
    this.opening = opening;
    this.protocol = protocol;
  }

  EmbeddingModel open() {
    KnownModelFile file = opening.knownModel();
    Optional<KnownModel> known = file.read();
    try {
      KnownModel found = ask();
      known.ifPresent(before -> refuseAnother(before, found, file));
      if (known.isEmpty()) {
        file.write(found);
      }
      return model(known.orElse(found), opening.clock().instant());
    } catch (NoAnswerException e) {
      // A restart must not hang on a provider that is down: the work waits, and nothing is lost.
      KnownModel before =
          known.filter(unused -> passes(e.kind())).orElseThrow(() -> opening.refuse(e.kind()));
      LOGGER.warn(
          "The provider of {} does not answer ({}); texts wait for it",
          before.model(),
          e.getMessage());
      return model(before, Instant.EPOCH);
    } catch (MalformedAnswerException e) {
      throw opening.refuse(e);
    }
  }

  /** What may pass while the pipeline runs: all but what a setting is to blame for. */
  private static boolean passes(FaultKind kind) {
    return switch (kind) {
      case NO_ACCESS, NOT_FOUND, REDIRECTED -> false;
      default -> true;
    };
  }

  private KnownModel ask() throws NoAnswerException, MalformedAnswerException {
    FirstContact contact = opening.contact();
    ServerFacts facts = protocol.facts(contact, opening);
    Embedding canary =
        contact
            .ask(protocol.exchange(opening, opening.settings().dimensions()), Canary.input())
            .orElseThrow(() -> new MalformedAnswerException("zeros or no finite vector"));
    refuseAnotherModel(facts);
    return KnownModel.of(opening.model(), opening.settings().revision(), facts, canary.vector());
  }

  private void refuseAnotherModel(ServerFacts facts) {
    String wantedRevision = opening.settings().revision();
    if (!facts.model().isEmpty() && !facts.model().equals(opening.servedModel())) {
      throw opening.refuse(
          "The provider serves %s, but %s is wanted: start it with that model, or set millrace.embedding.model to the name it uses."
              .formatted(facts.model(), opening.servedModel()));
    }
    if (!wantedRevision.isEmpty()
        && !facts.revision().isEmpty()
        && !facts.revision().startsWith(wantedRevision)) {
      throw opening.refuse(
          "The provider serves revision %s of %s, but millrace.embedding.revision is %s: make them equal."
              .formatted(facts.revision(), facts.model(), wantedRevision));
    }
  }

  private void refuseAnother(KnownModel before, KnownModel found, KnownModelFile file) {
    Embedding first = new Embedding(before.canary());
    Embedding now = new Embedding(found.canary());
    double cosine = Parity.cosine(first, now);
    if (!before.revision().equals(found.revision()) || !Parity.holds(first, now)) {
      throw opening.refuse(
          ("%s answers otherwise than at its first use (cosine %.4f, revision \"%s\", then \"%s\"):"
                  + " other weights stand behind its name, and their vectors cannot be compared with"
                  + " those that are stored. Bring the old ones back; or name the new ones in"
                  + " millrace.embedding.revision and compute everything anew. What was found first is"
                  + " in %s.")
              .formatted(
                  before.model(), cosine, found.revision(), before.revision(), file.place()));
    }
  }

  private EmbeddingModel model(KnownModel known, Instant checkedAt) {
    Truncation truncation =
        opening.truncation(ServerFacts.told(known.maximumTokens(), protocol.usualTokens()));
    ModelDescription description =
        new ModelDescription(
            known.model(),
            known.revision(),
            known.dimensions(),
            truncation.maximumTokens(),
            TextNormalizer.VERSION + '/' + truncation.rule() + "/server/l2");
    Remote remote = opening.remote(description, known.facts(), truncation, Integer.MAX_VALUE);
    return new RemoteEmbeddingModel(
        remote,
        protocol.exchange(opening, known.dimensions()),
        new Canary(new Embedding(known.canary()), remote.gate(), opening.clock(), checkedAt));
  }
}
