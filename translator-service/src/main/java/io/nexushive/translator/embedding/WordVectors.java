package io.nexushive.translator.embedding;

import ai.onnxruntime.OrtException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Vectors of single words; alike words have alike vectors. Safe for use by many threads. */
public final class WordVectors {
  private static final Logger LOG = Logger.getLogger(WordVectors.class);

  /** At 384 numbers each about 15 MB. */
  private static final int CACHED = 10_000;

  private final EmbeddingModel model;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  private WordVectors(EmbeddingModel model) {
    this.model = model;
  }

  /** Loaded when first used, which takes about half a second. */
  private static final class Loaded {
    private static final Optional<WordVectors> ONLY = load();
  }

  /** The process's own; absent where the model cannot run, which has been logged then. */
  public static Optional<WordVectors> shared() {
    return Loaded.ONLY;
  }

  private static Optional<WordVectors> load() {
    try {
      return Optional.of(new WordVectors(MiniLm.load()));
    } catch (IOException | OrtException | LinkageError e) {
      LOG.warnf(
          "no word vectors: words are found by form and thesaurus alone. cause=%s", e.toString());
      return Optional.empty();
    }
  }

  /**
   * @param word one word of English, in lower case
   * @return its vector, of length 1
   */
  public float[] of(String word) {
    float[] vector = known.get(word);
    if (vector == null) {
      vector = model.embed(word).content().vector();
      if (known.size() < CACHED) {
        known.put(word, vector);
      }
    }
    return vector;
  }
}
