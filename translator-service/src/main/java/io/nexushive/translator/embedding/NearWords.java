package io.nexushive.translator.embedding;

import io.nexushive.translator.language.TimeWords;
import io.nexushive.translator.language.Vocabulary;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of a schema that mean nearly the same as a word that it does not have. Immutable but
 * for a cache; safe for use by many threads.
 */
public final class NearWords {
  /** Knows no words. */
  public static final NearWords NONE = new NearWords(Map.of(), null);

  /**
   * From here on two words may mean the same: "client", "customer" 0.64; "client", "product" 0.47.
   */
  private static final double ALIKE = 0.55;

  private static final double AS_GOOD = 0.05;
  private static final int SHORTEST = 3;
  private static final int CACHED = 5_000;

  private final Map<String, float[]> vectors;
  private final WordVectors all;
  private final Map<String, List<Near>> found = new ConcurrentHashMap<>();

  /**
   * @param word of the schema
   * @param likeness cosine of both words' vectors, at most 1
   */
  public record Near(String word, double likeness) {}

  private NearWords(Map<String, float[]> vectors, WordVectors all) {
    this.vectors = vectors;
    this.all = all;
  }

  /** Of a schema's words in the singular; where the model cannot run, of none. */
  public static NearWords of(Collection<String> schema) {
    Optional<WordVectors> shared = WordVectors.shared();
    if (shared.isEmpty()) {
      return NONE;
    }
    Map<String, float[]> vectors = new HashMap<>();
    for (String word : schema) {
      if (isName(word)) {
        vectors.computeIfAbsent(word, shared.get()::of);
      }
    }
    return new NearWords(Map.copyOf(vectors), shared.get());
  }

  /**
   * @param word in the singular
   * @return the schema's words nearest to it, nearest first; none where nothing is near, and for
   *     words that carry a question's structure
   */
  public List<Near> to(String word) {
    if (vectors.isEmpty() || vectors.containsKey(word) || !isName(word)) {
      return List.of();
    }
    List<Near> known = found.get(word);
    if (known == null) {
      known = search(all.of(word));
      if (found.size() < CACHED) {
        found.put(word, known);
      }
    }
    return known;
  }

  private List<Near> search(float[] vector) {
    List<Near> near =
        vectors.entrySet().stream()
            .map(e -> new Near(e.getKey(), cosine(vector, e.getValue())))
            .filter(n -> n.likeness() >= ALIKE)
            .sorted(Comparator.comparingDouble(Near::likeness).reversed())
            .toList();
    return near.stream().filter(n -> n.likeness() >= near.get(0).likeness() - AS_GOOD).toList();
  }

  /** Vectors have length 1. */
  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** Whether a word can name a thing, alone and by its meaning. */
  private static boolean isName(String word) {
    return word.length() >= SHORTEST
        && word.chars().allMatch(Character::isLetter)
        && !Vocabulary.FUNCTION.contains(word)
        && !Vocabulary.ASKING.contains(word)
        && !Vocabulary.AGGREGATES.containsKey(word)
        && !TimeWords.isUnit(word)
        && !TimeWords.isMonth(word)
        && !Vocabulary.GRADABLE.containsKey(word)
        && Vocabulary.superlative(word) == null
        && Vocabulary.comparative(word) == null;
  }
}
