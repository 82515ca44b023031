package io.millrace.inference.similarity;

import io.millrace.inference.ModelDescription;
import java.util.List;

/** A tiny embedding: a few themes, each with its words, and one direction for everything else. */
final class WordVectors {
  static final ModelDescription MODEL = new ModelDescription("themes", "1", 4, 100, "none");

  private static final List<List<String>> THEMES =
      List.of(
          List.of("corn", "grain", "flour", "mill"),
          List.of("boat", "sea", "harbour", "sail"),
          List.of("violin", "song", "choir", "concert"));

  private WordVectors() {}

  static List<float[]> of(List<String> texts) {
    return texts.stream().map(WordVectors::of).toList();
  }

  static float[] of(String text) {
    float[] vector = new float[THEMES.size() + 1];
    vector[THEMES.size()] = 0.5f;
    for (String word : Tokens.words(text)) {
      for (int theme = 0; theme < THEMES.size(); theme++) {
        vector[theme] += THEMES.get(theme).contains(word) ? 1 : 0;
      }
    }
    double length = 0;
    for (float component : vector) {
      length += component * component;
    }
    for (int index = 0; index < vector.length; index++) {
      vector[index] /= (float) Math.sqrt(length);
    }
    return vector;
  }
}
