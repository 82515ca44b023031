package io.millrace.benchmark;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * MiniLM against ONNX Runtime and DJL's tokenizer, with none of Millrace between: it tokenizes and
 * runs the model, pools nothing and keeps nothing. Threadsafe.
 */
final class BareModel implements AutoCloseable {
  private static final String MINI_LM = "all-minilm-l6-v2";
  private static final String MAXIMUM_TOKENS = "256";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  /**
   * @param threadsPerRun of ONNX Runtime; its other options are left as they are
   */
  BareModel(int threadsPerRun) throws IOException, OrtException {
    this(MINI_LM, threadsPerRun);
  }

  /**
   * The same for another model of langchain4j.
   *
   * @param name of its files, without their endings
   */
  BareModel(String name, int threadsPerRun) throws IOException, OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threadsPerRun);
      session = environment.createSession(resource(name + ".onnx").readAllBytes(), options);
    }
    tokenizer =
        HuggingFaceTokenizer.newInstance(
            resource(name + "-tokenizer.json"),
            Map.of(
                "padding", "false", "maxLength", MAXIMUM_TOKENS, "modelMaxLength", MAXIMUM_TOKENS));
  }

  private static InputStream resource(String name) throws IOException {
    InputStream stream = BareModel.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new IOException(name + " is not on the class path");
    }
    return stream;
  }

  /** Tokenizes all texts, on as many threads as the library takes. */
  List<Encoding> encode(List<String> texts) {
    return Arrays.asList(tokenizer.batchEncode(texts, true, false));
  }

  /** Runs one batch, padded to its longest. */
  void run(List<Encoding> batch) throws OrtException {
    int width = batch.stream().mapToInt(encoding -> encoding.getIds().length).max().orElseThrow();
    long[] ids = new long[batch.size() * width];
    long[] mask = new long[ids.length];
    for (int row = 0; row < batch.size(); row++) {
      long[] own = batch.get(row).getIds();
      System.arraycopy(own, 0, ids, row * width, own.length);
      Arrays.fill(mask, row * width, row * width + own.length, 1);
    }
    long[] shape = {batch.size(), width};
    try (OnnxTensor idsTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typesTensor = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idsTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typesTensor))) {
      if (result.size() == 0) {
        throw new IllegalStateException("the model answered nothing");
      }
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  @Override
  public void close() throws OrtException {
    tokenizer.close();
    session.close();
  }
}
