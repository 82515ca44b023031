package io.millrace.inference.disk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.inference.Classification;
import io.millrace.inference.Embedding;
import io.millrace.inference.ModelOutcome.Answered;
import io.millrace.inference.Provenance;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes answers as bytes and reads them again. */
interface AnswerCodec<T> {
  /** Names the kind in keys. */
  String kind();

  byte[] write(Answered<T> answer) throws IOException;

  Answered<T> read(byte[] bytes) throws IOException;

  /** Vectors, packed. */
  final class OfEmbeddings implements AnswerCodec<Embedding> {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The form on disk.
     *
     * @param vector its components as big-endian floats; Jackson writes bytes as base 64
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record StoredVector(byte[] vector, Provenance provenance) {}

    @Override
    public String kind() {
      return "e";
    }

    @Override
    public byte[] write(Answered<Embedding> answer) throws IOException {
      float[] vector = answer.value().vector();
      ByteBuffer packed = ByteBuffer.allocate(vector.length * Float.BYTES);
      packed.asFloatBuffer().put(vector);
      return JSON.writeValueAsBytes(new StoredVector(packed.array(), answer.provenance()));
    }

    @Override
    public Answered<Embedding> read(byte[] bytes) throws IOException {
      StoredVector stored = JSON.readValue(bytes, StoredVector.class);
      float[] vector = new float[stored.vector().length / Float.BYTES];
      ByteBuffer.wrap(stored.vector()).asFloatBuffer().get(vector);
      return new Answered<>(new Embedding(vector), stored.provenance());
    }
  }

  /** Labels with their confidences. */
  final class OfClassifications implements AnswerCodec<Classification> {
    private static final JsonMapper JSON = new JsonMapper();

    /** The form on disk. */
    record StoredClassification(Classification value, Provenance provenance) {}

    @Override
    public String kind() {
      return "c";
    }

    @Override
    public byte[] write(Answered<Classification> answer) throws IOException {
      return JSON.writeValueAsBytes(new StoredClassification(answer.value(), answer.provenance()));
    }

    @Override
    public Answered<Classification> read(byte[] bytes) throws IOException {
      StoredClassification stored = JSON.readValue(bytes, StoredClassification.class);
      return new Answered<>(stored.value(), stored.provenance());
    }
  }
}
