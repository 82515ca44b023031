package io.millrace.inference.remote;

import io.millrace.inference.ClassificationModel;
import io.millrace.inference.ClassificationModelProvider;
import io.millrace.inference.Entailment;
import io.millrace.inference.ProviderSettings;
import okhttp3.HttpUrl;

/**
 * Zero-shot classification by Text Embeddings Inference: by a model of natural language inference,
 * or by a reranker where the server says that it has one.
 */
public final class TeiClassificationProvider implements ClassificationModelProvider {
  /** For {@link java.util.ServiceLoader}. */
  public TeiClassificationProvider() {}

  @Override
  public String name() {
    return "tei";
  }

  @Override
  public boolean supports(String modelName) {
    return true;
  }

  @Override
  public ClassificationModel open(String modelName, ProviderSettings settings) {
    Opening opening = new Opening(name(), "millrace.classification", modelName, settings, null);
    HttpUrl root = opening.settings().url();
    ServerFacts facts = QuestionOpening.info(opening);
    Exchange<Entailment> exchange =
        facts.isReranker()
            ? new TeiRanks(EmbeddingProtocol.under(root, "rerank"))
            : new TeiPairs(EmbeddingProtocol.under(root, "predict"));
    return new TeiClassificationModel(
        QuestionOpening.open(
            opening, facts, Integer.MAX_VALUE, exchange, TeiClassificationModel.probe()),
        exchange,
        facts.isReranker());
  }
}
