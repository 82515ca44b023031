package io.millrace.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.modelserver.ServerFault.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers that follow from the text alone. */
final class Answers {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Not 1, so that a client has to scale vectors itself. */
  private static final double VECTOR_LENGTH = 3;

  private static final double LOGIT = 8;
  private static final double LEAST_SCORE = 0.05;
  private static final Pattern NAME =
      Pattern.compile("\\p{Lu}\\p{L}+( \\p{Lu}\\p{L}+)*", Pattern.UNICODE_CHARACTER_CLASS);

  private final String weights;
  private final int dimensions;

  /**
   * @param weights other weights give other vectors
   */
  Answers(String weights, int dimensions) {
    this.weights = weights;
    this.dimensions = dimensions;
  }

  ArrayNode vectors(List<String> texts, @Nullable Kind fault) {
    ArrayNode all = JSON.createArrayNode();
    for (String text : texts) {
      JsonNode vector = vector(text, fault == Kind.WRONG_DIMENSIONS ? dimensions + 1 : dimensions);
      all.add(fault == Kind.TOKEN_VECTORS ? JSON.createArrayNode().add(vector) : vector);
    }
    return spoil(all, fault);
  }

  private ArrayNode vector(String text, int size) {
    Random random = new Random(seed(weights + text));
    double[] values = random.doubles(size, -1, 1).toArray();
    double length = Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    ArrayNode vector = JSON.createArrayNode();
    Arrays.stream(values).forEach(value -> vector.add(value / length * VECTOR_LENGTH));
    return vector;
  }

  private static long seed(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return java.nio.ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ArrayNode spoil(ArrayNode vectors, @Nullable Kind fault) {
    if (fault == Kind.NOT_A_NUMBER) {
      ((ArrayNode) vectors.get(0)).set(0, JSON.getNodeFactory().numberNode(Double.NaN));
    } else if (fault == Kind.NULL) {
      ((ArrayNode) vectors.get(0)).setNull(0);
    } else if (fault == Kind.SHORT) {
      vectors.remove(vectors.size() - 1);
    }
    return vectors;
  }

  ObjectNode openAi(List<String> texts, @Nullable Kind fault) {
    ArrayNode vectors = vectors(texts, fault);
    List<JsonNode> data = new ArrayList<>();
    for (int index = 0; index < vectors.size(); index++) {
      data.add(
          JSON.createObjectNode()
              .put("object", "embedding")
              .put("index", index)
              .set("embedding", vectors.get(index)));
    }
    if (fault == Kind.REORDERED) {
      Collections.reverse(data);
    }
    ObjectNode answer = JSON.createObjectNode().put("object", "list");
    answer.putArray("data").addAll(data);
    answer.putObject("usage").put("total_tokens", texts.stream().mapToInt(Answers::words).sum());
    return answer;
  }

  private static int words(String text) {
    return text.split("\\s+").length + 2;
  }

  /** Scores grow with the words that text and label share. */
  List<Double> scores(String text, List<String> labels) {
    Set<String> words = wordsOf(text);
    return labels.stream().map(label -> LEAST_SCORE + shared(words, label)).toList();
  }

  private static double shared(Set<String> words, String label) {
    return wordsOf(label).stream().filter(words::contains).count();
  }

  private static Set<String> wordsOf(String text) {
    Set<String> words = new TreeSet<>(List.of(text.toLowerCase(Locale.ROOT).split("\\W+")));
    words.removeIf(Predicate.not(word -> word.length() > 3));
    return words;
  }

  /** Logits of the texts for a query, best first as TEI gives them. */
  ArrayNode ranks(JsonNode body, @Nullable Kind fault) {
    List<String> texts = new ArrayList<>();
    body.path("texts").forEach(text -> texts.add(text.asText()));
    List<Double> scores = scores(body.path("query").asText(), texts);
    List<JsonNode> ranks = new ArrayList<>();
    IntStream.range(0, texts.size())
        .boxed()
        .sorted(Comparator.comparing(scores::get).reversed())
        .forEach(index -> ranks.add(rank(index, LOGIT * scores.get(index) - LOGIT / 2)));
    spoil(ranks, fault);
    return JSON.createArrayNode().addAll(ranks);
  }

  private static ObjectNode rank(int index, double score) {
    return JSON.createObjectNode().put("index", index).put("score", score);
  }

  private static void spoil(List<JsonNode> ranks, @Nullable Kind fault) {
    if (fault == Kind.NOT_A_NUMBER) {
      ((ObjectNode) ranks.get(0)).put("score", Double.NaN);
    } else if (fault == Kind.NULL) {
      ((ObjectNode) ranks.get(0)).putNull("score");
    } else if (fault == Kind.SHORT) {
      ranks.remove(ranks.size() - 1);
    } else if (fault == Kind.DUPLICATE) {
      ranks.set(ranks.size() - 1, ranks.get(0));
    } else if (fault == Kind.REORDERED) {
      Collections.reverse(ranks);
    }
  }

  ArrayNode names(String text) {
    ArrayNode names = JSON.createArrayNode();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names
          .addObject()
          .put("entity_group", "PER")
          .put("score", 0.9)
          .put("word", matcher.group())
          .put("start", text.codePointCount(0, matcher.start()))
          .put("end", text.codePointCount(0, matcher.end()));
    }
    return names;
  }
}
