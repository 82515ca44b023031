package io.millrace.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * One kind of request: how it is written, and how its answer is read.
 *
 * @param <T> the answer to one input
 */
interface Exchange<T> {
  HttpUrl url();

  JsonNode body(List<RemoteInput> inputs);

  /**
   * Reads an answer.
   *
   * @throws MalformedAnswerException if it does not answer each input in the expected form
   */
  Answers<T> read(JsonNode answer, List<RemoteInput> inputs) throws MalformedAnswerException;

  /**
   * Answers to a request.
   *
   * @param values one for each input, in their order; empty where there is no usable one
   * @param tokens that the provider says it read; 0 if it does not say
   */
  record Answers<T>(List<Optional<T>> values, long tokens) {}
}
