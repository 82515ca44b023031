package io.millrace.topology.enrich;

import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome;

/**
 * What a model answered, on its way back to the stream thread.
 *
 * @param key the row
 * @param column the task
 * @param inputHash the input that was answered; the row may have another one by now
 */
record Completion(String key, String column, String inputHash, ModelOutcome<Embedding> outcome) {}
